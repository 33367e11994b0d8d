package io.ledgeractors.embedded.log;

import org.jspecify.annotations.Nullable;

/** The log of a ledger that lives in memory alone. It keeps nothing, so everything counts as durable at once. */
public final class MemoryLog implements Log {
    @Override
    public void append(long op, LogRecord entry) {}

    @Override
    public void reserveTime(long time) {}

    @Override
    public @Nullable String lackOfCapacity(int bytes) {
        return null;
    }

    @Override
    public void whenDurable(long op, DurabilityCallback callback) {
        callback.durable();
    }

    @Override
    public long durableOp() {
        return Long.MAX_VALUE;
    }

    @Override
    public void sync() {}

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public void close() {}
}
