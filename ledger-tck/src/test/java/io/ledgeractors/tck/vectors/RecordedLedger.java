package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Stands for the real server and gives the recorded answers of one scenario, with times of its own. */
final class RecordedLedger implements LedgerTarget {
    private final Iterator<ScenarioStep.Request> requests;
    private final Map<Value.Time, Long> times = new HashMap<>();
    private final Map<Value.Time, Long> timeouts = new HashMap<>();
    private final UnaryOperator<Answer> fault;
    private long now = 1_767_225_600_000_000_000L;

    RecordedLedger(Scenario scenario, UnaryOperator<Answer> fault) {
        this.requests = scenario.steps().stream()
                .filter(ScenarioStep.Request.class::isInstance)
                .map(ScenarioStep.Request.class::cast)
                .iterator();
        this.fault = fault;
    }

    @Override
    public void pause(long millis) {
        now += 1_000_000 * millis;
    }

    @Override
    public Answer execute(Operation operation, ByteBuffer body) {
        ScenarioStep.Request request = requests.next();
        if (request.operation() != operation) {
            throw new IllegalStateException("recorded was " + request.operation());
        }
        now += request.createEvents() + 1;
        bind(request);
        return fault.apply(new Answer(reply(request), now));
    }

    private void bind(ScenarioStep.Request request) {
        long first = now - request.createEvents() + 1;
        boolean tells = operationTellsTimes(request);
        for (int i = 0; i < request.createEvents(); i++) {
            Value.Time symbol = new Value.Time(false, request.index(), i, 0);
            times.put(symbol, first + i);
            timeouts.put(symbol, request.events().get(i).number("timeout"));
        }
        for (int i = 0; i < request.createEvents(); i++) {
            JsonFields teller = tells
                    ? request.expected().results().get(i)
                    : request.events().get(i);
            if (teller.get("timestamp") != null) {
                times.put(new Value.Time(false, request.index(), i, 0), value(teller.get("timestamp")));
            }
        }
    }

    private static boolean operationTellsTimes(ScenarioStep.Request request) {
        return request.operation().resultSize() == 16;
    }

    private long value(Value value) {
        return value instanceof Value.Time time
                ? time(time.base()) + time.offset()
                : ((Value.Number) value).number().low();
    }

    private long time(Value.Time symbol) {
        if (symbol.expiry()) {
            Value.Time pending = new Value.Time(false, symbol.step(), symbol.event(), 0);
            return times.get(pending) + 1_000_000_000L * timeouts.get(pending) + 1;
        }
        return times.get(symbol);
    }

    private ByteBuffer reply(ScenarioStep.Request request) {
        Operation operation = request.operation();
        ScenarioStep.Expected expected = request.expected();
        List<Integer> batches = expected.batches();
        int size = operation.resultSize();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(batches.size(), size) : 0;
        ByteBuffer body = Bytes.allocate(expected.count() * size + trailer);
        for (int i = 0; i < expected.count(); i++) {
            int known = expected.isComplete() ? i : i == 0 ? 0 : 1;
            expected.results().get(known).encode(body, i * size, this::time);
            if (!expected.isComplete() && i > 0 && i < expected.count() - 1) {
                int offset = Layout.CHANGE_EVENT.field("timestamp").offset();
                body.putLong(i * size + offset, body.getLong(offset) + i);
            }
        }
        if (operation.isMultiBatch()) {
            int[] counts = batches.stream().mapToInt(Integer::intValue).toArray();
            MultiBatch.writeTrailer(body, 0, counts, counts.length, size);
        }
        return body;
    }
}
