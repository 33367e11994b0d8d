package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes everything on to a recorder that may be replaced at any time, and logs what that recorder throws. Thread-safe.
 */
public final class SafeRecorder implements LedgerRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRecorder.class);

    private volatile LedgerRecorder recorder;

    /** Creates a recorder that passes everything on to {@code recorder}. */
    public SafeRecorder(LedgerRecorder recorder) {
        this.recorder = recorder;
    }

    /** Replaces the recorder. */
    public void set(LedgerRecorder newRecorder) {
        recorder = newRecorder;
    }

    @Override
    public void requestSent(Operation operation, int events, int asks, int bytes) {
        quietly(() -> recorder.requestSent(operation, events, asks, bytes));
    }

    @Override
    public void requestWaited(Operation operation, long nanos) {
        quietly(() -> recorder.requestWaited(operation, nanos));
    }

    @Override
    public void requestAnswered(Operation operation, int events, int asks, long nanos) {
        quietly(() -> recorder.requestAnswered(operation, events, asks, nanos));
    }

    @Override
    public void requestResolved(Operation operation, int events, int asks) {
        quietly(() -> recorder.requestResolved(operation, events, asks));
    }

    @Override
    public void askRefused(Operation operation, Refusal reason) {
        quietly(() -> recorder.askRefused(operation, reason));
    }

    @Override
    public void askUnknown(Operation operation) {
        quietly(() -> recorder.askUnknown(operation));
    }

    @Override
    public void sessionChanged(SessionState state) {
        quietly(() -> recorder.sessionChanged(state));
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.warn("A recorder must not throw; the batcher goes on without this record.", failure);
        }
    }
}
