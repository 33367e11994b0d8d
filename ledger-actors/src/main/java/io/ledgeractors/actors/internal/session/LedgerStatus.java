package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the batcher shows to other threads: the newest state and limits, and whether it still takes asks. */
public final class LedgerStatus {
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile boolean isClosed;
    private volatile boolean isDead;
    private volatile boolean wasCrowded;
    private volatile long crowdedUntil;

    private final AtomicInteger mail = new AtomicInteger();
    private final int mailBound;
    private final AtomicInteger queuedEvents = new AtomicInteger();
    private final AtomicLong queuedBytes = new AtomicLong();

    /** Of a batcher to which so many asks of clients may be on their way. */
    public LedgerStatus(int mailBound) {
        this.mailBound = mailBound;
    }

    /**
     * True if one more ask may go to the batcher, whose mailbox is not bounded; it counts until it {@link #arrived}.
     * Callers on several threads may exceed the bound by one each.
     */
    public boolean admit() {
        if (mail.get() >= mailBound) {
            return false;
        }
        mail.incrementAndGet();
        return true;
    }

    /** An admitted ask has arrived. */
    public void arrived() {
        mail.decrementAndGet();
    }

    /** Told after each ask and each reply, read by gauges: cheap and soon is enough. */
    public void setQueued(int events, long bytes) {
        queuedEvents.lazySet(events);
        queuedBytes.lazySet(bytes);
    }

    public int queuedEvents() {
        return queuedEvents.get();
    }

    public long queuedBytes() {
        return queuedBytes.get();
    }

    public SessionState state() {
        return state;
    }

    public @Nullable Limits limits() {
        return limits;
    }

    public boolean isClosed() {
        return isClosed;
    }

    public void setState(SessionState newState) {
        state = newState;
    }

    public void setLimits(Limits newLimits) {
        limits = newLimits;
    }

    /** Notes that the ledger ends session after session, on the monotonic clock. */
    public void setCrowded(long until) {
        crowdedUntil = until;
        wasCrowded = true;
    }

    /** True if an ask may be answered soon: a session is open, was not one of many, and the ledger has room. */
    public boolean isReady(long now) {
        SessionState present = state;
        boolean isOpen = present.isRegistered() && !(present instanceof SessionState.Full);
        return isOpen && !isClosed && !(wasCrowded && now - crowdedUntil < 0);
    }

    /** True unless nothing will ever be answered any more. */
    public boolean isAlive() {
        return isClosed || !isDead;
    }

    /** Notes that no ask will ever be sent any more. */
    public void setDead() {
        isDead = true;
    }

    public void close() {
        isClosed = true;
    }
}
