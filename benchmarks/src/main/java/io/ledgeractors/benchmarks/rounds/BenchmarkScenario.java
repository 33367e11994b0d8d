package io.ledgeractors.benchmarks.rounds;

import io.ledgeractors.benchmarks.asks.BatcherAsks;
import io.ledgeractors.benchmarks.asks.PlainAsks;
import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.official.OfficialAsks;
import io.ledgeractors.benchmarks.official.OfficialBatches;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.sessions.SessionBatches;
import io.ledgeractors.benchmarks.streams.StreamBatches;
import io.ledgeractors.benchmarks.streams.StreamContexts;
import io.ledgeractors.benchmarks.streams.StreamElements;
import io.ledgeractors.client.Transport;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A comparison of one contender with others.
 *
 * @param title its name in reports
 * @param size transfers in a request, or asks in flight; 0 means a full request
 * @param contender connects the contender to a server
 * @param baselines the contenders that it is compared with
 */
public record BenchmarkScenario(
        String title, int size, BiFunction<Target, TransferGenerator, Contender> contender, List<Baseline> baselines) {
    /**
     * A contender that the first one is compared with.
     *
     * @param open connects it to a server
     * @param goal the ratio that the first contender must reach; 0 if there is none
     * @param size transfers in its requests, or its asks in flight; 0 means a full request
     */
    public record Baseline(BiFunction<Target, TransferGenerator, Contender> open, double goal, int size) {}

    private static BenchmarkScenario batches(String title, int size) {
        return new BenchmarkScenario(
                title, size, SessionBatches::new, List.of(new Baseline(OfficialBatches::new, 1.0, size)));
    }

    private static BenchmarkScenario sameOperation(String title, int size) {
        return new BenchmarkScenario(
                title + ", same operation",
                size,
                SessionBatches::asOfficial,
                List.of(new Baseline(OfficialBatches::new, 1.0, size)));
    }

    private static BenchmarkScenario transports(String title, int size) {
        return new BenchmarkScenario(
                title + ", transports",
                size,
                SessionBatches.over(Transport.IO_URING),
                List.of(
                        new Baseline(SessionBatches.over(Transport.EPOLL), 0, size),
                        new Baseline(SessionBatches.over(Transport.NIO), 0, size)));
    }

    private static BenchmarkScenario asks(int inFlight, double goal) {
        return new BenchmarkScenario(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(
                        new Baseline(OfficialAsks::new, goal, inFlight),
                        new Baseline(SessionBatches::new, 0.85, inFlight)));
    }

    private static BenchmarkScenario moreAsksThanFit(int inFlight) {
        return new BenchmarkScenario(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(new Baseline(OfficialAsks::new, 0, inFlight), new Baseline(SessionBatches::new, 0.6, 0)));
    }

    /**
     * Returns the scenario that measures an ask without a ledger. The goal is at most twice the cost of an ask of a
     * plain actor.
     */
    private static BenchmarkScenario cost(int inFlight) {
        return new BenchmarkScenario(
                inFlight + " asks, no ledger",
                inFlight,
                BatcherAsks::withoutLedger,
                List.of(new Baseline(PlainAsks::open, 0.5, inFlight)));
    }

    /** Returns the scenarios of the bare session. */
    public static List<BenchmarkScenario> ofSessions() {
        return List.of(
                batches("full batches", 0),
                batches("batches of 1", 1),
                batches("batches of 64", 64),
                batches("batches of 1,000", 1_000),
                sameOperation("full batches", 0),
                sameOperation("batches of 1", 1),
                transports("full batches", 0),
                transports("batches of 64", 64));
    }

    /** Returns the scenarios of the batcher. */
    public static List<BenchmarkScenario> ofAsks() {
        return List.of(
                asks(64, 1.2), asks(1_000, 1.5), asks(8_000, 2.2), moreAsksThanFit(10_000), cost(1_000), cost(8_000));
    }

    private static BenchmarkScenario stream(
            String title,
            BiFunction<Target, TransferGenerator, Contender> contender,
            BiFunction<Target, TransferGenerator, Contender> baseline,
            double goal) {
        return new BenchmarkScenario(title, 0, contender, List.of(new Baseline(baseline, goal, 0)));
    }

    /** Returns the scenarios of the streams. */
    public static List<BenchmarkScenario> ofStreams() {
        return List.of(
                stream("stream of batches", StreamBatches::new, SessionBatches::new, 0.95),
                stream("stream of elements", StreamElements::new, SessionBatches::new, 0.85),
                stream("stream with context", StreamContexts::new, StreamElements::new, 0.9));
    }
}
