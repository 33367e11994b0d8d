package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.embedded.state.request.ValidatedRequests;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine that counts events and returns replies of a given size. Its actions can be compared with those of another
 * machine. A body whose first byte is 0xff is not valid.
 */
public final class FakeMachine implements Machine {
    /** The operations that were executed, in order. */
    public final List<String> done = new ArrayList<>();

    /** The size of replies in bytes. */
    public int replySize = 16;

    /** The time at which the next pending transfer expires. */
    public long nextExpiry = Long.MAX_VALUE;

    /** The reason why there is no capacity, or null. */
    public @Nullable String full;

    /** The calls of {@link #catchUp()} until queries of transfers are ready. */
    public volatile int slicesLeft;

    /** True if {@link #catchUp()} does nothing. */
    public volatile boolean isCatchUpHeld;

    /** The error that {@link #catchUp()} throws, or null. */
    public volatile @Nullable Error failureOfCatchUp;

    /** The error that execution throws, or null. */
    public volatile @Nullable Error failure;

    @Override
    public boolean isSupported(Operation operation) {
        return operation != Operation.GET_CHANGE_EVENTS;
    }

    @Override
    public @Nullable ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length) {
        return length == 0 || body.get(offset) != -1
                ? ValidatedRequests.unchecked(operation, body, offset, length, length / operation.eventSize())
                : null;
    }

    @Override
    public @Nullable String reserve(Operation operation, int events) {
        return operation.isCreate() ? full : null;
    }

    @Override
    public @Nullable String reserveForPulse() {
        return full;
    }

    @Override
    public int execute(ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset) {
        if (failure != null) {
            throw failure;
        }
        done.add(request.operation() + " " + request.length() + " at " + timestamp);
        for (int i = 0; i < replySize; i++) {
            reply.put(replyOffset + i, (byte) done.size());
        }
        return replySize;
    }

    @Override
    public void dryRun(ValidatedRequest request, long timestamp, ByteBuffer reply, ByteBuffer accounts) {
        if (failure != null) {
            throw failure;
        }
        done.add("dry run of " + request.operation() + " at " + timestamp);
    }

    @Override
    public long nextExpiry() {
        return nextExpiry;
    }

    @Override
    public int pulse(long timestamp) {
        done.add("pulse at " + timestamp);
        nextExpiry = Long.MAX_VALUE;
        return 1;
    }

    @Override
    public boolean isReady(Operation operation) {
        return slicesLeft == 0 || operation != Operation.QUERY_TRANSFERS;
    }

    @Override
    public boolean catchUp() {
        if (failureOfCatchUp != null) {
            throw failureOfCatchUp;
        }
        if (slicesLeft > 0 && !isCatchUpHeld) {
            slicesLeft--;
        }
        return slicesLeft > 0;
    }

    @Override
    public long lastTimestamp() {
        return 0;
    }
}
