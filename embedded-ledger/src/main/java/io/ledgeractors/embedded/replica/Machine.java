package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The state machine that executes the operations of a replica: accounts, transfers and their rules. Deterministic: no
 * clock, no I/O. Used by one thread.
 */
public interface Machine {
    /** Returns true if the operation is served at all. */
    boolean isSupported(Operation operation);

    /**
     * Validates the body of a request: sizes, trailer, counts.
     *
     * @param body little endian; its bytes must not change until the request was executed
     * @return the request, or null if its body is invalid
     */
    @Nullable
    ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length);

    /**
     * Reserves capacity for what a request may create or needs to find.
     *
     * @param events number of its events that get a timestamp, see {@link ValidatedRequest#timestampsNeeded}
     * @return the reason and the remedy if there is no capacity; null if it is reserved
     */
    @Nullable
    String reserve(Operation operation, int events);

    /**
     * Executes one request.
     *
     * @param timestamp ns since 1970 at which the request was prepared; later than all before
     * @param reply takes the body of the reply from {@code replyOffset} on
     * @return bytes of the reply's body
     */
    int execute(ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset);

    /**
     * Executes one create request and takes it back, so that nothing is kept. Its capacity was reserved before.
     *
     * @param timestamp ns since 1970 at which the request would be prepared now
     * @param reply takes the body of the reply from 0 on
     * @param accounts takes, for each transfer, its debit account and its credit account as they are after it; an
     *     account that is not in the ledger is all 0
     */
    void dryRun(ValidatedRequest request, long timestamp, ByteBuffer reply, ByteBuffer accounts);

    /**
     * Reserves capacity for the expiries of a pulse.
     *
     * @return the reason and the remedy if there is no capacity; null if it is reserved
     */
    @Nullable
    String reserveForPulse();

    /** Returns when the earliest pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if there is none. */
    long nextExpiry();

    /** Expires what is due at this time, at most {@link Replica#PULSE_EVENTS} transfers; returns how many. */
    int pulse(long timestamp);

    /**
     * Returns true if an operation can be executed at once. If not, the caller lets it wait and calls
     * {@link #catchUp()} until that returns false. An operation that does not wait takes longer.
     */
    boolean isReady(Operation operation);

    /**
     * Does some milliseconds of work that was put off, for operations that wait for it. Called between two operations.
     *
     * @return true if more is left; false if there is none, or if it cannot be done now
     */
    boolean catchUp();

    /** Returns the greatest timestamp of any object so far; 0 if there is none. */
    long lastTimestamp();
}
