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
 * One comparison: the first contender is judged by the others.
 *
 * @param title for people
 * @param size transfers of a request, or asks in flight; 0: a full request
 * @param rivals what it is measured by, with the ratio to reach
 */
public record BenchmarkScenario(
        String title, int size, BiFunction<Target, TransferGenerator, Contender> ours, List<Rival> rivals) {
    /**
     * Somebody to be measured by.
     *
     * @param goal ratio to reach; 0: none
     * @param size transfers of its requests, or asks in flight; 0: a full request
     */
    public record Rival(BiFunction<Target, TransferGenerator, Contender> open, double goal, int size) {}

    private static BenchmarkScenario batches(String title, int size) {
        return new BenchmarkScenario(
                title, size, SessionBatches::new, List.of(new Rival(OfficialBatches::new, 1.0, size)));
    }

    private static BenchmarkScenario sameOperation(String title, int size) {
        return new BenchmarkScenario(
                title + ", same operation",
                size,
                SessionBatches::asOfficial,
                List.of(new Rival(OfficialBatches::new, 1.0, size)));
    }

    private static BenchmarkScenario transports(String title, int size) {
        return new BenchmarkScenario(
                title + ", transports",
                size,
                SessionBatches.over(Transport.IO_URING),
                List.of(
                        new Rival(SessionBatches.over(Transport.EPOLL), 0, size),
                        new Rival(SessionBatches.over(Transport.NIO), 0, size)));
    }

    private static BenchmarkScenario asks(int inFlight, double goal) {
        return new BenchmarkScenario(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(new Rival(OfficialAsks::new, goal, inFlight), new Rival(SessionBatches::new, 0.85, inFlight)));
    }

    private static BenchmarkScenario moreAsksThanFit(int inFlight) {
        return new BenchmarkScenario(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(new Rival(OfficialAsks::new, 0, inFlight), new Rival(SessionBatches::new, 0.6, 0)));
    }

    /** What an ask costs by itself: at most twice what an actor costs that does nothing. */
    private static BenchmarkScenario cost(int inFlight) {
        return new BenchmarkScenario(
                inFlight + " asks, no ledger",
                inFlight,
                BatcherAsks::withoutLedger,
                List.of(new Rival(PlainAsks::open, 0.5, inFlight)));
    }

    /** Cases of the bare session. */
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

    /** Cases of the batcher. */
    public static List<BenchmarkScenario> ofAsks() {
        return List.of(
                asks(64, 1.2), asks(1_000, 1.5), asks(8_000, 2.2), moreAsksThanFit(10_000), cost(1_000), cost(8_000));
    }

    private static BenchmarkScenario stream(
            String title,
            BiFunction<Target, TransferGenerator, Contender> ours,
            BiFunction<Target, TransferGenerator, Contender> by,
            double goal) {
        return new BenchmarkScenario(title, 0, ours, List.of(new Rival(by, goal, 0)));
    }

    /** Cases of the streams. */
    public static List<BenchmarkScenario> ofStreams() {
        return List.of(
                stream("stream of batches", StreamBatches::new, SessionBatches::new, 0.95),
                stream("stream of elements", StreamElements::new, SessionBatches::new, 0.85),
                stream("stream with context", StreamContexts::new, StreamElements::new, 0.9));
    }
}
