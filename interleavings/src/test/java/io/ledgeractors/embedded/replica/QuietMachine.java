package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.state.request.AnyRequest;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A machine that answers everything with nothing. */
record QuietMachine(Runnable executing) implements Machine {
    @Override
    public boolean isSupported(Operation operation) {
        return true;
    }

    @Override
    public ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length) {
        return AnyRequest.of(operation, body, offset, length);
    }

    @Override
    public @Nullable String reserve(Operation operation, int events) {
        return null;
    }

    @Override
    public int execute(ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset) {
        executing.run();
        return 0;
    }

    @Override
    public void dryRun(ValidatedRequest request, long timestamp, ByteBuffer reply, ByteBuffer accounts) {
        executing.run();
    }

    @Override
    public @Nullable String reserveForPulse() {
        return null;
    }

    @Override
    public long nextExpiry() {
        return Long.MAX_VALUE;
    }

    @Override
    public int pulse(long timestamp) {
        return 0;
    }

    @Override
    public boolean isReady(Operation operation) {
        return true;
    }

    @Override
    public boolean catchUp() {
        return false;
    }

    @Override
    public long lastTimestamp() {
        return 0;
    }
}
