package io.ledgeractors.embedded;

import io.ledgeractors.embedded.replica.Machine;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Executes the operations of a replica on a state machine, as long as disk and memory have capacity. */
final class LedgerMachine implements Machine {
    private final StateMachine state;
    private final DiskSpace space;

    LedgerMachine(StateMachine state, DiskSpace space) {
        this.state = state;
        this.space = space;
    }

    @Override
    public boolean isSupported(Operation operation) {
        return state.isSupported(operation);
    }

    @Override
    public @Nullable ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length) {
        return state.validate(operation, body, offset, length);
    }

    @Override
    public @Nullable String reserve(Operation operation, int events) {
        String full = operation.isCreate() ? space.lackOfCapacity(events) : null;
        if (full != null) {
            return full;
        }
        try {
            state.reserve(operation, events);
            return null;
        } catch (LedgerFullException noCapacity) {
            return noCapacity.getMessage();
        }
    }

    @Override
    public int execute(ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset) {
        return state.execute(request, timestamp, reply, replyOffset);
    }

    @Override
    public void dryRun(ValidatedRequest request, long timestamp, ByteBuffer reply, ByteBuffer accounts) {
        state.dryRun(request, timestamp, reply, 0, accounts);
    }

    @Override
    public @Nullable String reserveForPulse() {
        try {
            state.reservePulse();
            return null;
        } catch (LedgerFullException full) {
            return full.getMessage();
        }
    }

    @Override
    public long nextExpiry() {
        return state.nextExpiry();
    }

    @Override
    public int pulse(long timestamp) {
        return state.pulse(timestamp);
    }

    @Override
    public boolean isReady(Operation operation) {
        return state.isReady(operation);
    }

    @Override
    public boolean catchUp() {
        return state.catchUp();
    }

    @Override
    public long lastTimestamp() {
        return state.lastTimestamp();
    }
}
