package io.ledgeractors.embedded.state.tables;

import java.nio.ByteBuffer;

/** A register for an unsigned 128-bit number, reused for one event after the other. */
public final class MutableUInt128 {
    public long high;
    public long low;

    public void read(ByteBuffer buffer, int offset) {
        low = buffer.getLong(offset);
        high = buffer.getLong(offset + Long.BYTES);
    }

    public void write(ByteBuffer buffer, int offset) {
        buffer.putLong(offset, low);
        buffer.putLong(offset + Long.BYTES, high);
    }

    public void set(MutableUInt128 other) {
        high = other.high;
        low = other.low;
    }

    public void setZero() {
        high = 0;
        low = 0;
    }

    public boolean isZero() {
        return (high | low) == 0;
    }

    public boolean isMax() {
        return (high & low) == -1;
    }

    public boolean same(MutableUInt128 other) {
        return high == other.high && low == other.low;
    }

    public boolean lessThan(MutableUInt128 other) {
        return high == other.high
                ? Long.compareUnsigned(low, other.low) < 0
                : Long.compareUnsigned(high, other.high) < 0;
    }

    /** True if the sum does not fit in 128 bits. */
    public boolean sumOverflows(MutableUInt128 other) {
        long highSum = high + other.high;
        if (Long.compareUnsigned(highSum, high) < 0) {
            return true;
        }
        return highSum == -1 && carries(other);
    }

    public void add(MutableUInt128 other) {
        long carry = carries(other) ? 1 : 0;
        low += other.low;
        high += other.high + carry;
    }

    public void subtract(MutableUInt128 other) {
        Invariant.that(!lessThan(other), "an amount below zero");
        subtractWrapping(other);
    }

    /** Subtracts, but not below 0. */
    public void subtractToZero(MutableUInt128 other) {
        if (lessThan(other)) {
            setZero();
        } else {
            subtractWrapping(other);
        }
    }

    /** Cuts the number down to the other one, if that is less. */
    public void cutTo(MutableUInt128 other) {
        if (other.lessThan(this)) {
            set(other);
        }
    }

    private void subtractWrapping(MutableUInt128 other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        low -= other.low;
        high -= other.high + borrow;
    }

    private boolean carries(MutableUInt128 other) {
        return Long.compareUnsigned(low + other.low, low) < 0;
    }
}
