package io.ledgeractors.embedded.state.tables;

import java.nio.ByteBuffer;

/** A mutable unsigned 128-bit integer: a register that is reused for one event after the other. */
public final class MutableUInt128 {
    /** Bytes of the encoded number. */
    public static final int SIZE = 2 * Long.BYTES;

    public long high;
    public long low;

    /** Reads the number, little endian. */
    public void read(ByteBuffer buffer, int offset) {
        low = buffer.getLong(offset);
        high = buffer.getLong(offset + Long.BYTES);
    }

    /** Writes the number, little endian. */
    public void write(ByteBuffer buffer, int offset) {
        buffer.putLong(offset, low);
        buffer.putLong(offset + Long.BYTES, high);
    }

    /** Takes the value of another number. */
    public void set(MutableUInt128 other) {
        high = other.high;
        low = other.low;
    }

    /** Sets the number to 0. */
    public void setZero() {
        high = 0;
        low = 0;
    }

    /** Returns true if the number is 0. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** Returns true if the number is 2^128 - 1. */
    public boolean isMax() {
        return (high & low) == -1;
    }

    /** Returns true if both numbers have the same value. */
    public boolean same(MutableUInt128 other) {
        return high == other.high && low == other.low;
    }

    /** Returns true if this number is less than the other one. */
    public boolean lessThan(MutableUInt128 other) {
        return high == other.high
                ? Long.compareUnsigned(low, other.low) < 0
                : Long.compareUnsigned(high, other.high) < 0;
    }

    /** Returns true if the sum does not fit into 128 bits. */
    public boolean sumOverflows(MutableUInt128 other) {
        long highSum = high + other.high;
        if (Long.compareUnsigned(highSum, high) < 0) {
            return true;
        }
        return highSum == -1 && carries(other);
    }

    /** Adds another number; the sum wraps around at 2^128. */
    public void add(MutableUInt128 other) {
        long carry = carries(other) ? 1 : 0;
        low += other.low;
        high += other.high + carry;
    }

    /** Subtracts another number, which must not be greater. */
    public void subtract(MutableUInt128 other) {
        Invariant.that(!lessThan(other), "an amount falls below zero");
        subtractWrapping(other);
    }

    /** Subtracts another number; the result is 0 if that is greater. */
    public void subtractToZero(MutableUInt128 other) {
        if (lessThan(other)) {
            setZero();
        } else {
            subtractWrapping(other);
        }
    }

    /** Lowers this number to the other one if that is less. */
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
