package io.ledgeractors.tck.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts the JSON of a scenario into steps. It refuses what it does not understand, so that nothing is skipped. */
final class ScenarioReader {
    private final String name;

    private ScenarioReader(String name) {
        this.name = name;
    }

    static Scenario read(String name, JsonNode json) {
        ScenarioReader reader = new ScenarioReader(name);
        List<ScenarioStep> steps = new ArrayList<>();
        for (JsonNode step : json.get("steps")) {
            steps.add(reader.step(steps.size(), step));
        }
        return new Scenario(
                json.get("name").textValue(),
                json.get("about").textValue(),
                Requirement.valueOf(json.get("requires").textValue().toUpperCase(Locale.ROOT)),
                json.path("batch_size_limit").asInt(0),
                List.copyOf(steps));
    }

    private ScenarioStep step(int index, JsonNode step) {
        try {
            String op = step.get("op").textValue();
            return op.equals("sleep_ms")
                    ? new ScenarioStep.Sleep(index, note(step), step.get("ms").longValue())
                    : request(index, Operation.valueOf(op.toUpperCase(Locale.ROOT)), step);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ".json, step " + index + ": " + e.getMessage(), e);
        }
    }

    private static ScenarioStep.Request request(int index, Operation operation, JsonNode step) {
        List<JsonFields> events = events(operation, step);
        List<Integer> batches = step.has("batches") ? ints(step.get("batches")) : List.of(events.size());
        ScenarioStep.Expected expected = expected(operation, step, batches);
        return new ScenarioStep.Request(index, note(step), operation, events, batches, expected);
    }

    private static List<JsonFields> events(Operation operation, JsonNode step) {
        Layout layout = Layout.ofEvents(operation);
        return switch (operation.kind()) {
            case CREATE -> list(layout, step.get("events"));
            case QUERY -> List.of(fields(layout, step.get("filter")));
            default -> {
                List<JsonFields> ids = new ArrayList<>();
                for (JsonNode id : step.get("ids")) {
                    Value value = new Value.Number(UInt128.parse(id.textValue()));
                    ids.add(new JsonFields(layout, Map.of("id", value), ""));
                }
                yield List.copyOf(ids);
            }
        };
    }

    private static ScenarioStep.Expected expected(Operation operation, JsonNode step, List<Integer> batches) {
        Layout layout = Layout.ofResults(operation);
        if (step.has("count")) {
            int count = step.get("count").intValue();
            List<JsonFields> ends = List.of(fields(layout, step.get("first")), fields(layout, step.get("last")));
            return new ScenarioStep.Expected(count, ends, List.of(count));
        }
        List<JsonFields> results = list(layout, step.get("results"));
        List<Integer> counts = List.of(results.size());
        if (step.has("counts")) {
            counts = ints(step.get("counts"));
        } else if (operation.isCreate()) {
            boolean everyEventHasOne = operation.resultSize() == 16;
            counts = everyEventHasOne ? batches : failuresOfEachBatch(results, batches.size());
        }
        return new ScenarioStep.Expected(results.size(), results, counts);
    }

    private static List<Integer> failuresOfEachBatch(List<JsonFields> failures, int batches) {
        int[] counts = new int[batches];
        for (JsonFields failure : failures) {
            counts[(int) failure.number("batch")]++;
        }
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    private static List<JsonFields> list(Layout layout, JsonNode array) {
        List<JsonFields> list = new ArrayList<>();
        for (JsonNode element : array) {
            list.add(fields(layout, element));
        }
        return List.copyOf(list);
    }

    private static JsonFields fields(Layout layout, JsonNode object) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            switch (entry.getKey()) {
                case "note" -> {}
                case "status" -> checkStatus(layout, entry.getValue().textValue(), object.get("code"));
                default -> values.put(entry.getKey(), value(layout, entry.getKey(), entry.getValue()));
            }
        }
        return new JsonFields(layout, Map.copyOf(values), note(object));
    }

    private static Value value(Layout layout, String name, JsonNode json) {
        Layout.Field field = layout.field(name);
        if (json.isNumber()) {
            return number(field, UInt128.ofUnsigned(json.longValue()));
        }
        String text = json.textValue();
        if (Value.Time.isTime(text)) {
            return Value.Time.parse(text);
        }
        if (name.equals("reserved")) {
            return new Value.Reserved(text);
        }
        if (name.equals("type")) {
            int type = ChangeEventType.valueOf(text.toUpperCase(Locale.ROOT)).ordinal();
            return new Value.Number(UInt128.of(type));
        }
        return number(field, UInt128.parse(text));
    }

    private static Value number(Layout.Field field, UInt128 number) {
        if (field.width() > 0 && number.toBigInteger().bitLength() > 8 * field.width()) {
            throw new IllegalArgumentException(number + " does not fit into " + field);
        }
        return new Value.Number(number);
    }

    // The files hold the name and the number of a status. Both must be those of ledger-model.
    private static void checkStatus(Layout layout, String status, JsonNode code) {
        boolean account = layout == Layout.ACCOUNT_RESULT || layout == Layout.ACCOUNT_FAILURE;
        int number = (int) code.longValue();
        String known = account
                ? CreateAccountStatus.ofCode(number).wireName()
                : CreateTransferStatus.ofCode(number).wireName();
        if (!known.equals(status)) {
            throw new IllegalArgumentException("the number of status " + status + " is that of " + known);
        }
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> ints = new ArrayList<>();
        array.forEach(element -> ints.add(element.intValue()));
        return List.copyOf(ints);
    }

    private static String note(JsonNode object) {
        return object.path("note").asText("");
    }
}
