package io.ledgeractors.actors.metrics;

import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A recorder for reports, with counts, and histograms of two digits of precision. It needs HdrHistogram on the class
 * path, which is an optional dependency. Thread-safe; {@link #report()} may be called at any time.
 */
public final class HistogramRecorder implements LedgerRecorder {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int MOST_EVENTS = 1 << 17;
    private static final int DIGITS = 2;

    /**
     * The distribution of a number; all values are 0 if nothing was recorded.
     *
     * @param p50 median
     * @param p99 99th percentile
     * @param max greatest value
     * @param mean arithmetic mean
     */
    public record Distribution(long p50, long p99, long max, double mean) {
        static Distribution of(Histogram histogram) {
            return new Distribution(
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(99),
                    histogram.getMaxValue(),
                    histogram.getTotalCount() == 0 ? 0 : histogram.getMean());
        }
    }

    /**
     * The records since the recorder was made or last {@link #reset}.
     *
     * @param requests number of requests that were handed to the session
     * @param events number of events in these requests
     * @param asks number of asks in these requests
     * @param eventsPerRequest distribution of the events of these requests
     * @param latencyNanos distribution of the time from the hand-over to the reply, in ns
     * @param refused number of asks that were refused
     * @param unknown number of asks with an unknown outcome
     * @param sessions number of sessions that were opened
     * @param unanswered how often a request had no reply for longer than usual, so that it was repeated
     * @param transport transport of the last session; empty before there was one
     */
    public record Report(
            long requests,
            long events,
            long asks,
            Distribution eventsPerRequest,
            Distribution latencyNanos,
            long refused,
            long unknown,
            long sessions,
            long unanswered,
            String transport) {}

    private final Histogram eventsPerRequest = new ConcurrentHistogram(MOST_EVENTS, DIGITS);
    private final Histogram latencyNanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final LongAdder requests = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder asks = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder sessions = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private volatile long registeredAt;
    private volatile String transport = "";

    @Override
    public void requestSent(Operation operation, int eventsInIt, int asksInIt, int bytes) {
        requests.increment();
        events.add(eventsInIt);
        asks.add(asksInIt);
        eventsPerRequest.recordValue(Math.min(eventsInIt, MOST_EVENTS));
    }

    @Override
    public void requestAnswered(Operation operation, int eventsInIt, int asksInIt, long nanos) {
        latencyNanos.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    @Override
    public void askRefused(Operation operation, Refusal reason) {
        refused.increment();
    }

    @Override
    public void askUnknown(Operation operation) {
        unknown.increment();
    }

    @Override
    public void sessionChanged(SessionState state) {
        if (state instanceof SessionState.Registered registered) {
            transport = registered.transport();
            if (registered.registerTimestamp() != registeredAt) {
                registeredAt = registered.registerTimestamp();
                sessions.increment();
            }
        } else if (state instanceof SessionState.Unanswered) {
            unanswered.increment();
        }
    }

    /** Returns the records so far. */
    public Report report() {
        return new Report(
                requests.sum(),
                events.sum(),
                asks.sum(),
                Distribution.of(eventsPerRequest.copy()),
                Distribution.of(latencyNanos.copy()),
                refused.sum(),
                unknown.sum(),
                sessions.sum(),
                unanswered.sum(),
                transport);
    }

    /** Sets all counts and histograms to zero. The transport stays. */
    public void reset() {
        eventsPerRequest.reset();
        latencyNanos.reset();
        for (LongAdder counter : new LongAdder[] {requests, events, asks, refused, unknown, sessions, unanswered}) {
            counter.reset();
        }
    }
}
