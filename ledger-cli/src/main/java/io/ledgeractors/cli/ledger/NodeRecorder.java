package io.ledgeractors.cli.ledger;

import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures the requests of the batcher, and reports when the ledger stops answering and answers again. Thread-safe. */
final class NodeRecorder implements LedgerRecorder {
    private static final int DIGITS = 3;
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private final Consumer<String> notices;
    private final Histogram events = new ConcurrentHistogram(DIGITS);
    private final Histogram latencyMicros = new ConcurrentHistogram(DIGITS);
    private String transport = "none";
    private boolean isLost;
    private boolean isExplained;
    private long reconnects;
    private boolean wasEvicted;

    /** Creates a recorder; {@code notices} receives lines for people. */
    NodeRecorder(Consumer<String> notices) {
        this.notices = notices;
    }

    @Override
    public void requestSent(Operation operation, int count, int asks, int bytes) {
        events.recordValue(count);
    }

    @Override
    public void requestAnswered(Operation operation, int count, int asks, long nanos) {
        latencyMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    @Override
    public synchronized void sessionChanged(SessionState state) {
        wasEvicted |= state instanceof SessionState.Evicted;
        if (state instanceof SessionState.Registered registered) {
            transport = registered.transport();
            if (isLost) {
                isLost = false;
                isExplained = false;
                reconnects++;
                notices.accept("The ledger answers again.");
            }
        } else if (!isExplained && explanation(state) != null) {
            isLost = true;
            isExplained = true;
            notices.accept(explanation(state) + "; the client keeps trying.");
        } else if (!isLost && isLoss(state)) {
            isLost = true;
            notices.accept("The ledger does not answer; the client keeps trying. " + describe(state));
        }
    }

    /** Returns what was measured so far. */
    synchronized RequestFigures figures() {
        return new RequestFigures(
                transport,
                events.getTotalCount(),
                reconnects,
                events.getValueAtPercentile(MEDIAN),
                events.getValueAtPercentile(P99),
                latencyMicros.getValueAtPercentile(MEDIAN),
                latencyMicros.getValueAtPercentile(P99),
                latencyMicros.getMaxValue());
    }

    /** Returns true if the ledger has evicted a session. */
    synchronized boolean wasEvicted() {
        return wasEvicted;
    }

    // The cause may become known only some time after the first request without an answer.
    private static @Nullable String explanation(SessionState state) {
        if (state instanceof SessionState.Full full) {
            return "The ledger is full: " + full.why();
        }
        if (state instanceof SessionState.Unanswered unanswered
                && unanswered.trouble() instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.address()
                    + " closes the connection whenever it gets the request; most likely it has no capacity for"
                    + " what the request creates, see its log";
        }
        return null;
    }

    private static boolean isLoss(SessionState state) {
        return state instanceof SessionState.Unreachable
                || state instanceof SessionState.ClosedWithoutAnswer
                || state instanceof SessionState.Unanswered
                || state instanceof SessionState.Evicted;
    }

    private static String describe(SessionState state) {
        if (state instanceof SessionState.Unreachable unreachable) {
            return unreachable.address() + ": " + unreachable.cause();
        }
        if (state instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.address() + " closes connections without an answer";
        }
        if (state instanceof SessionState.Evicted evicted) {
            return "The session was ended: " + evicted.reason();
        }
        return "A request has had no reply for a while.";
    }
}
