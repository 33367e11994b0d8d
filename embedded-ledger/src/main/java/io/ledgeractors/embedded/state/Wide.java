package io.ledgeractors.embedded.state;

import java.nio.ByteBuffer;

/** A register for an unsigned 128-bit number, reused for one event after the other. */
final class Wide {
    long high;
    long low;

    void read(ByteBuffer buffer, int offset) {
        low = buffer.getLong(offset);
        high = buffer.getLong(offset + Long.BYTES);
    }

    void write(ByteBuffer buffer, int offset) {
        buffer.putLong(offset, low);
        buffer.putLong(offset + Long.BYTES, high);
    }

    void set(Wide other) {
        high = other.high;
        low = other.low;
    }

    void setZero() {
        high = 0;
        low = 0;
    }

    boolean isZero() {
        return (high | low) == 0;
    }

    boolean isMax() {
        return (high & low) == -1;
    }

    boolean same(Wide other) {
        return high == other.high && low == other.low;
    }

    boolean lessThan(Wide other) {
        return high == other.high
                ? Long.compareUnsigned(low, other.low) < 0
                : Long.compareUnsigned(high, other.high) < 0;
    }

    /** True if the sum does not fit in 128 bits. */
    boolean sumOverflows(Wide other) {
        long highSum = high + other.high;
        if (Long.compareUnsigned(highSum, high) < 0) {
            return true;
        }
        return highSum == -1 && carries(other);
    }

    void add(Wide other) {
        long carry = carries(other) ? 1 : 0;
        low += other.low;
        high += other.high + carry;
    }

    void subtract(Wide other) {
        Check.that(!lessThan(other), "an amount below zero");
        subtractWrapping(other);
    }

    /** Subtracts, but not below 0. */
    void subtractToZero(Wide other) {
        if (lessThan(other)) {
            setZero();
        } else {
            subtractWrapping(other);
        }
    }

    /** Cuts the number down to the other one, if that is less. */
    void cutTo(Wide other) {
        if (other.lessThan(this)) {
            set(other);
        }
    }

    private void subtractWrapping(Wide other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        low -= other.low;
        high -= other.high + borrow;
    }

    private boolean carries(Wide other) {
        return Long.compareUnsigned(low + other.low, low) < 0;
    }
}
