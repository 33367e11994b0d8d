package io.ledgeractors.actors.metrics;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A recorder that updates meters of Micrometer, which is an optional dependency. Thread-safe.
 *
 * <p>All meters have the tags that were given. By {@code operation} there are:
 *
 * <ul>
 *   <li>{@code ledger.request}: timer, from the hand-over to the session to the reply
 *   <li>{@code ledger.request.wait}: timer, how long the first ask of a request waited
 *   <li>{@code ledger.request.events} and {@code ledger.request.asks}: summaries
 *   <li>{@code ledger.request.resolved}: counter of requests that were recovered after their session was lost
 *   <li>{@code ledger.refused}: counter of refused asks, by {@code reason} too
 *   <li>{@code ledger.unknown}: counter of asks with an unknown outcome
 * </ul>
 *
 * <p>The counter {@code ledger.session} has the tag {@code state}: registered, unanswered, unreachable,
 * closed_without_answer, evicted, crowded, closed. The gauges are {@code ledger.queue.events}, {@code
 * ledger.queue.bytes} and {@code ledger.ready}.
 */
public final class MicrometerRecorder implements LedgerRecorder {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Operation, PerOperation> operations = new EnumMap<>(Operation.class);
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    private record PerOperation(Timer latency, Timer waiting, DistributionSummary events, DistributionSummary asks) {}

    /**
     * Creates a recorder without gauges, which need a ledger; see {@link #bind}.
     *
     * @param tags tags of every meter
     */
    public MicrometerRecorder(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        for (Operation operation : Operation.values()) {
            if (operation.isCurrent()) {
                operations.put(operation, meters(operation));
            }
        }
    }

    /**
     * Records a ledger from now on, with its gauges.
     *
     * @param tags tags of every meter; they must differ for two ledgers of one registry
     * @return the recorder
     */
    public static MicrometerRecorder bind(Ledger ledger, MeterRegistry registry, Tags tags) {
        MicrometerRecorder recorder = new MicrometerRecorder(registry, tags);
        Gauge.builder("ledger.queue.events", ledger, Ledger::queuedEvents)
                .description("events that wait for the ledger")
                .tags(tags)
                .register(registry);
        Gauge.builder("ledger.queue.bytes", ledger, Ledger::queuedBytes)
                .description("bytes of the events that wait for the ledger")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        Gauge.builder("ledger.ready", ledger, one -> one.isReady() ? 1 : 0)
                .description("1 if a session is open and the ledger is not crowded")
                .tags(tags)
                .register(registry);
        ledger.record(recorder);
        return recorder;
    }

    private PerOperation meters(Operation operation) {
        Tags own = tags.and("operation", name(operation));
        return new PerOperation(
                Timer.builder("ledger.request")
                        .description("from the hand-over to the session to the reply")
                        .tags(own)
                        .register(registry),
                Timer.builder("ledger.request.wait")
                        .description("how long the first ask of a request waited")
                        .tags(own)
                        .register(registry),
                DistributionSummary.builder("ledger.request.events").tags(own).register(registry),
                DistributionSummary.builder("ledger.request.asks").tags(own).register(registry));
    }

    @Override
    public void requestSent(Operation operation, int events, int asks, int bytes) {
        PerOperation meters = operations.get(operation);
        if (meters != null) {
            meters.events.record(events);
            meters.asks.record(asks);
        }
    }

    @Override
    public void requestWaited(Operation operation, long nanos) {
        PerOperation meters = operations.get(operation);
        if (meters != null) {
            meters.waiting.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void requestAnswered(Operation operation, int events, int asks, long nanos) {
        PerOperation meters = operations.get(operation);
        if (meters != null) {
            meters.latency.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void requestResolved(Operation operation, int events, int asks) {
        count("ledger.request.resolved", tags.and("operation", name(operation)));
    }

    @Override
    public void askRefused(Operation operation, Refusal reason) {
        count("ledger.refused", tags.and("operation", name(operation), "reason", name(reason)));
    }

    @Override
    public void askUnknown(Operation operation) {
        count("ledger.unknown", tags.and("operation", name(operation)));
    }

    @Override
    public void sessionChanged(SessionState state) {
        String name = state.getClass().getSimpleName().replaceAll("(?<!^)([A-Z])", "_$1");
        count("ledger.session", tags.and("state", name.toLowerCase(Locale.ROOT)));
    }

    private void count(String name, Tags own) {
        counters.computeIfAbsent(name + own, missing -> registry.counter(name, own))
                .increment();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
