package io.ledgeractors.benchmarks;

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
record Case(String title, int size, BiFunction<Target, Books, Contender> ours, List<Rival> rivals) {
    /**
     * Somebody to be measured by.
     *
     * @param goal ratio to reach; 0: none
     * @param size transfers of its requests, or asks in flight; 0: a full request
     */
    record Rival(BiFunction<Target, Books, Contender> open, double goal, int size) {}

    private static Case batches(String title, int size) {
        return new Case(title, size, SessionBatches::new, List.of(new Rival(OfficialBatches::new, 1.0, size)));
    }

    private static Case sameOperation(String title, int size) {
        return new Case(
                title + ", same operation",
                size,
                SessionBatches::asOfficial,
                List.of(new Rival(OfficialBatches::new, 1.0, size)));
    }

    private static Case transports(String title, int size) {
        return new Case(
                title + ", transports",
                size,
                SessionBatches.over(Transport.IO_URING),
                List.of(
                        new Rival(SessionBatches.over(Transport.EPOLL), 0, size),
                        new Rival(SessionBatches.over(Transport.NIO), 0, size)));
    }

    private static Case asks(int inFlight, double goal) {
        return new Case(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(new Rival(OfficialAsks::new, goal, inFlight), new Rival(SessionBatches::new, 0.85, inFlight)));
    }

    private static Case moreAsksThanFit(int inFlight) {
        return new Case(
                inFlight + " asks in flight",
                inFlight,
                BatcherAsks::open,
                List.of(new Rival(OfficialAsks::new, 0, inFlight), new Rival(SessionBatches::new, 0.6, 0)));
    }

    /** What an ask costs by itself: at most twice what an actor costs that does nothing. */
    private static Case cost(int inFlight) {
        return new Case(
                inFlight + " asks, no ledger",
                inFlight,
                BatcherAsks::withoutLedger,
                List.of(new Rival(PlainAsks::open, 0.5, inFlight)));
    }

    /** Cases of the bare session. */
    static List<Case> ofSessions() {
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
    static List<Case> ofAsks() {
        return List.of(
                asks(64, 1.2), asks(1_000, 1.5), asks(8_000, 2.2), moreAsksThanFit(10_000), cost(1_000), cost(8_000));
    }

    private static Case stream(
            String title,
            BiFunction<Target, Books, Contender> ours,
            BiFunction<Target, Books, Contender> by,
            double goal) {
        return new Case(title, 0, ours, List.of(new Rival(by, goal, 0)));
    }

    /** Cases of the streams. */
    static List<Case> ofStreams() {
        return List.of(
                stream("stream of batches", StreamBatches::new, SessionBatches::new, 0.95),
                stream("stream of elements", StreamElements::new, SessionBatches::new, 0.85),
                stream("stream with context", StreamContexts::new, StreamElements::new, 0.9));
    }
}
