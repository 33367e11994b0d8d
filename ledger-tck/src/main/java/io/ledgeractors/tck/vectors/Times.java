package io.ledgeractors.tck.vectors;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The timestamps that the server chose in one replay. It binds symbols by the rules of README.md and returns their
 * values. The time in the reply's header is that of the last event, so {@code B} of a create step is known before its
 * results are checked.
 */
final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Map<Value.Time, Long> known = new HashMap<>();
    private final Set<Long> objects = new HashSet<>();
    private final Set<Long> expiries = new HashSet<>();
    private long last;

    /** Returns the time behind a symbol without offset. */
    long of(Value.Time symbol) {
        Long time = known.get(symbol);
        if (time == null) {
            throw new IllegalStateException("the time " + symbol + " is not known yet");
        }
        return time;
    }

    /** Takes the time of a reply. Returns a complaint if it is not later than all before, else null. */
    @Nullable
    String reply(ScenarioStep.Request request, long timestamp) {
        int events = request.createEvents();
        long first = timestamp - events + 1;
        boolean later = request.operation().isCreate() ? first > last : timestamp >= last;
        if (timestamp <= 0 || !later) {
            return "the reply's time " + timestamp + " with " + events + " events does not come after " + last
                    + ", the last time before";
        }
        last = timestamp;
        return request.operation().isCreate() ? created(request, first) : null;
    }

    /** Binds an expiry where it first occurs. Returns a complaint if it breaks a rule, else null. */
    @Nullable
    String expiry(JsonFields event, ByteBuffer actual, int offset) {
        if (!(event.get("timestamp") instanceof Value.Time symbol) || !symbol.expiry() || known.containsKey(symbol)) {
            return null;
        }
        long time =
                actual.getLong(offset + Layout.CHANGE_EVENT.field("timestamp").offset());
        long created = of(new Value.Time(false, symbol.step(), symbol.event(), 0));
        long due = created + event.number("transfer_timeout") * NANOS_PER_SECOND;
        if (time < due) {
            return symbol + " is " + time + ", but it is not due before " + due;
        }
        if (objects.contains(time) || !expiries.add(time)) {
            return symbol + " is " + time + ", but that is the time of something else";
        }
        known.put(symbol, time);
        return null;
    }

    private @Nullable String created(ScenarioStep.Request request, long first) {
        List<JsonFields> results = request.expected().results();
        boolean everyEventHasOne = request.operation().resultSize() == 16;
        Set<Integer> failed = everyEventHasOne ? Set.of() : failedEvents(request);
        bindServerTimes(request, first, everyEventHasOne);
        for (int event = 0; event < request.events().size(); event++) {
            Value.Time symbol = new Value.Time(false, request.index(), event, 0);
            if (!known.containsKey(symbol)) {
                JsonFields teller =
                        everyEventHasOne ? results.get(event) : request.events().get(event);
                known.put(symbol, value(teller.get("timestamp")));
            }
            boolean isCreated =
                    everyEventHasOne ? results.get(event).number("code") == 0xffffffffL : !failed.contains(event);
            if (isCreated) {
                objects.add(of(symbol));
                if (expiries.contains(of(symbol))) {
                    return symbol + " is " + of(symbol) + ", but that is the time of an expiry";
                }
            }
        }
        return null;
    }

    // Event I has the time first + I, whether it succeeds or not, unless the result names another time. Where results
    // have no times, the event may have its own.
    private void bindServerTimes(ScenarioStep.Request request, long first, boolean everyEventHasOne) {
        for (int event = 0; event < request.events().size(); event++) {
            Value.Time symbol = new Value.Time(false, request.index(), event, 0);
            boolean slot = everyEventHasOne
                    ? symbol.equals(request.expected().results().get(event).get("timestamp"))
                    : request.events().get(event).get("timestamp") == null;
            if (slot) {
                known.put(symbol, first + event);
            }
        }
    }

    private static Set<Integer> failedEvents(ScenarioStep.Request request) {
        Set<Integer> failed = new HashSet<>();
        for (JsonFields result : request.expected().results()) {
            int before = request.batches().stream()
                    .limit(result.number("batch"))
                    .mapToInt(Integer::intValue)
                    .sum();
            failed.add(before + (int) result.number("index"));
        }
        return failed;
    }

    private long value(@Nullable Value value) {
        if (value instanceof Value.Time time) {
            return of(time.base()) + time.offset();
        }
        return value instanceof Value.Number literal ? literal.number().low() : 0;
    }
}
