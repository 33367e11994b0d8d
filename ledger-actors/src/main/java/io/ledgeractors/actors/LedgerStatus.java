package io.ledgeractors.actors;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import org.jspecify.annotations.Nullable;

/** What the batcher shows to other threads: the newest state and limits, and whether it still takes asks. */
final class LedgerStatus {
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile boolean isClosed;
    private volatile boolean isDead;
    private volatile boolean wasCrowded;
    private volatile long crowdedUntil;

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

    /** Notes that the ledger ends session after session, on the monotonic clock. */
    void setCrowded(long until) {
        crowdedUntil = until;
        wasCrowded = true;
    }

    /** True if an ask may be answered soon: a session is open, and was not one of many. */
    boolean isReady(long now) {
        return state.isRegistered() && !isClosed && !(wasCrowded && now - crowdedUntil < 0);
    }

    /** True unless nothing will ever be answered any more. */
    boolean isAlive() {
        return isClosed || !isDead;
    }

    /** Notes that no ask will ever be sent any more. */
    void setDead() {
        isDead = true;
    }

    void close() {
        isClosed = true;
    }
}
