package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a replica lets execute its operations: accounts and transfers and their rules. Deterministic; no clock, no
 * I/O; used by one thread.
 */
public interface Machine {
    /** True if the operation is served at all. */
    boolean isSupported(Operation operation);

    /** True if the body is well-formed for the operation: sizes, trailer, counts. */
    boolean isValid(Operation operation, ByteBuffer body, int offset, int length);

    /** Events that get a timestamp of their own: those of create operations over all batches, else 0. */
    int timestampsNeeded(Operation operation, ByteBuffer body, int offset, int length);

    /** Why there is no room for what a valid request may create or needs to find, or null. */
    @Nullable
    String noRoom(Operation operation, ByteBuffer body, int offset, int length);

    /** Why there is no room for so many events of a create operation, or null. */
    @Nullable
    String noRoom(Operation operation, int events);

    /**
     * Executes one valid request.
     *
     * @param timestamp ns since 1970 at which it was prepared, above that of all before
     * @param reply takes the body of the reply from {@code replyOffset} on
     * @return bytes of the reply's body
     */
    int execute(
            Operation operation,
            long timestamp,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset);

    /** Why there is no room for the expiries of a pulse, or null. */
    @Nullable
    String noRoomForPulse();

    /** When the earliest pending transfer expires, ns since 1970; {@link Long#MAX_VALUE}: none. */
    long nextExpiry();

    /** Expires what is due at this time, at most {@link Replica#PULSE_EVENTS}; returns how many. */
    int pulse(long timestamp);

    /** The greatest timestamp of any object so far; 0: none. */
    long lastTimestamp();
}
