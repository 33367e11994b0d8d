package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Shows the batcher to other threads: the newest state and limits, the queue, and whether it takes asks. Thread-safe.
 */
public final class LedgerStatus {
    private volatile SessionState state = new SessionState.Connecting();
    private volatile @Nullable Limits limits;
    private volatile @Nullable String systemEnd;
    private volatile boolean isClosed;
    private volatile boolean isDead;
    private volatile boolean wasCrowded;
    private volatile long crowdedUntil;
    private volatile long newestTimestamp;

    private final AtomicInteger mail = new AtomicInteger();
    private final int mailBound;
    private final AtomicInteger queuedEvents = new AtomicInteger();
    private final AtomicLong queuedBytes = new AtomicLong();

    /**
     * Creates the status of a batcher.
     *
     * @param mailBound greatest number of asks of handles that may be on their way to the batcher
     */
    public LedgerStatus(int mailBound) {
        this.mailBound = mailBound;
    }

    /**
     * Counts one more ask on its way to the batcher, whose mailbox is not bounded. It counts until it has {@link
     * #arrived}. Callers on several threads may exceed the bound by one each.
     *
     * @return false if the bound is reached; the ask is not counted then
     */
    public boolean admit() {
        if (mail.get() >= mailBound) {
            return false;
        }
        mail.incrementAndGet();
        return true;
    }

    /** Tells that an admitted ask has arrived at the batcher. */
    public void arrived() {
        mail.decrementAndGet();
    }

    /**
     * Sets the length of the queue, after each ask and each reply. Gauges read it, so it may become visible somewhat
     * later.
     */
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

    /** Returns why the actor system ends, null while it does not. */
    public @Nullable String systemEnd() {
        return systemEnd;
    }

    /** Tells that the session will be closed, because the actor system ends. */
    public void setSystemEnd(String why) {
        systemEnd = why;
    }

    public void setState(SessionState newState) {
        state = newState;
    }

    public void setLimits(Limits newLimits) {
        limits = newLimits;
    }

    /** Returns the ledger's time of its newest reply, ns since 1970; 0 if there is none. */
    public long newestTimestamp() {
        return newestTimestamp;
    }

    /** Sets the ledger's time of its newest reply, before an asker has the reply. */
    public void setNewestTimestamp(long timestamp) {
        newestTimestamp = timestamp;
    }

    /** Tells that the ledger has too many clients until this time, in ns on the monotonic clock. */
    public void setCrowded(long until) {
        crowdedUntil = until;
        wasCrowded = true;
    }

    /** Returns true if an ask may be answered soon: a session is open, and the ledger is neither crowded nor full. */
    public boolean isReady(long now) {
        SessionState present = state;
        boolean isOpen = present.isRegistered() && !(present instanceof SessionState.Full);
        return isOpen && !isClosed && !(wasCrowded && now - crowdedUntil < 0);
    }

    /** Returns false if no ask will be sent any more, and that is not because of a shutdown. */
    public boolean isAlive() {
        return isClosed || !isDead;
    }

    /** Tells that no ask will be sent any more. */
    public void setDead() {
        isDead = true;
    }

    /** Tells that new asks are refused because of a shutdown. */
    public void closeIntake() {
        isClosed = true;
    }
}
