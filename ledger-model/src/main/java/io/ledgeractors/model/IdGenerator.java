package io.ledgeractors.model;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Generates the time-based ids that TigerBeetle recommends, with milliseconds since 1970 in the upper 48 bits and 80
 * random bits below. Within one millisecond, and while the clock stands still or steps back, the next id is the last
 * one plus 1. So the ids of one generator always rise.
 *
 * <p>Thread-safe. Source: protocol fact sheet, section 9.
 */
public final class IdGenerator {
    private static final long RANDOM_HIGH_MASK = 0xffffL;

    private final LongSupplier millis;
    private final RandomGenerator random;
    // The last id; its upper 48 bits are the greatest millisecond used so far.
    private long high;
    private long low;

    /** Creates a generator with the system clock and a secure source of randomness. */
    public IdGenerator() {
        this(System::currentTimeMillis, new SecureRandom());
    }

    /**
     * Creates a generator with the given clock and source of randomness.
     *
     * @param millis milliseconds since 1970, 0 to 2^48 - 1
     * @param random used under this generator's lock only
     */
    public IdGenerator(LongSupplier millis, RandomGenerator random) {
        this.millis = millis;
        this.random = random;
    }

    /**
     * Returns the next id, greater than all before.
     *
     * @throws IllegalStateException if the clock is outside 48 bits or the ids have run out
     */
    public synchronized UInt128 next() {
        long now = millis.getAsLong();
        if (now < 0 || now >>> 48 != 0) {
            throw new IllegalStateException("the clock shows " + now + " ms, which does not fit in 48 bits");
        }
        if (now > high >>> 16) {
            high = (now << 16) | (random.nextLong() & RANDOM_HIGH_MASK);
            low = random.nextLong();
        } else {
            increment();
        }
        return new UInt128(high, low);
    }

    // Stops below 2^128 - 1, because that is not a valid id.
    private void increment() {
        if (high == -1 && low >= -2 && low < 0) {
            throw new IllegalStateException("no id is left above the last one");
        }
        low++;
        if (low == 0) {
            high++;
        }
    }
}
