package io.ledgeractors.actors;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import org.jspecify.annotations.Nullable;

/** What the batcher shows to other threads: the newest state and limits, and whether it still takes asks. */
final class LedgerStatus {
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile boolean isClosed;

    SessionState state() {
        return state;
    }

    @Nullable
    Limits limits() {
        return limits;
    }

    boolean isClosed() {
        return isClosed;
    }

    void setState(SessionState newState) {
        state = newState;
    }

    void setLimits(Limits newLimits) {
        limits = newLimits;
    }

    void close() {
        isClosed = true;
    }
}
