package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Compares one reply with the reply of the real server. */
final class ScenarioReplyCheck {
    private final Place place;
    private final ScenarioStep.Request request;
    private final Operation operation;
    private final Layout layout;
    private final ByteBuffer body;
    private final Times times;

    ScenarioReplyCheck(Place place, ScenarioStep.Request request, ByteBuffer body, Times times) {
        this.place = place;
        this.request = request;
        this.operation = request.operation();
        this.layout = Layout.ofResults(operation);
        this.body = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.times = times;
    }

    void check() {
        ScenarioStep.Expected expected = request.expected();
        List<Integer> batches = operation.isMultiBatch() ? batchesOfTrailer() : List.of(plainResults());
        if (!batches.equals(expected.batches())) {
            place.check("expected " + expected.batches() + " results in the batches, but was " + batches + ": "
                    + everything(batches.stream().mapToInt(Integer::intValue).sum()));
        }
        if (operation == Operation.GET_CHANGE_EVENTS) {
            checkThatTimesRise(expected.count());
        }
        if (expected.isComplete()) {
            for (int i = 0; i < expected.count(); i++) {
                checkResult(i, expected.results().get(i));
            }
        } else {
            checkResult(0, expected.results().get(0));
            checkResult(expected.count() - 1, expected.results().get(1));
        }
    }

    private int plainResults() {
        if (body.limit() % layout.size() != 0) {
            place.check("the reply has " + body.limit() + " bytes, which is no multiple of " + layout.size());
        }
        return body.limit() / layout.size();
    }

    private List<Integer> batchesOfTrailer() {
        int batches = MultiBatch.batches(body, 0, body.limit(), layout.size());
        if (batches < 0) {
            place.check("the reply of " + body.limit() + " bytes has no good trailer");
        }
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            counts.add(MultiBatch.count(body, 0, body.limit(), i));
        }
        return counts;
    }

    private void checkThatTimesRise(int results) {
        int offset = layout.field("timestamp").offset();
        for (int i = 1; i < results; i++) {
            long before = body.getLong((i - 1) * layout.size() + offset);
            long time = body.getLong(i * layout.size() + offset);
            if (time <= before) {
                place.check("event " + i + " has the time " + time + ", the one before it " + before);
            }
        }
    }

    private void checkResult(int index, JsonFields expected) {
        int at = index * layout.size();
        if (layout == Layout.CHANGE_EVENT) {
            place.check(times.expiry(expected, body, at));
        }
        ByteBuffer wanted = Bytes.allocate(layout.size());
        place.guard(() -> {
            expected.encode(wanted, 0, times::of);
            return wanted;
        });
        int difference = wanted.mismatch(body.slice(at, layout.size()));
        if (difference >= 0) {
            String note = expected.note().isEmpty() ? noteOfEvent(index) : expected.note();
            place.check("event " + index + (note.isEmpty() ? "" : " (" + note + ")") + ", byte " + difference
                    + ":\n  expected " + Texts.record(layout, wanted, 0) + "\n  as written " + expected.values()
                    + "\n  but was  " + Texts.record(layout, body, at) + eventOf(index));
        }
    }

    private String noteOfEvent(int index) {
        return hasEventOfSamePosition(index) ? request.events().get(index).note() : "";
    }

    private String eventOf(int index) {
        return hasEventOfSamePosition(index)
                ? "\n  sent     " + request.events().get(index).values()
                : "";
    }

    private boolean hasEventOfSamePosition(int index) {
        return operation.resultSize() == 16 && index < request.events().size();
    }

    private String everything(int results) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(results, 20); i++) {
            text.append("\n  ").append(i).append(": ").append(Texts.record(layout, body, i * layout.size()));
        }
        return text + (results > 20 ? "\n  and so on" : "");
    }
}
