package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes ids of payments. An id has milliseconds since 1970 in its upper 48 bits, then 64 random bits and 16 zeros.
 * Within one millisecond, and while the clock stands still or steps back, the next id is the last one plus 2^16. So the
 * ids of one generator always rise. Thread-safe.
 */
public final class PaymentIdGenerator {
    private static final long STEP = 1L << 16;
    private static final long RANDOM_HIGH = 0xffffL;

    private final LongSupplier millis;
    private final RandomGenerator random;
    // The upper 48 bits of the last id are the greatest millisecond used so far.
    private long high;
    private long low;

    /** Creates a generator with the system clock and a secure source of randomness. */
    public PaymentIdGenerator() {
        this(System::currentTimeMillis, new SecureRandom());
    }

    /**
     * Creates a generator with the caller's clock and source of randomness.
     *
     * @param millis milliseconds since 1970, 0 to 2^48 - 1
     * @param random used under this generator's lock only
     */
    public PaymentIdGenerator(LongSupplier millis, RandomGenerator random) {
        this.millis = millis;
        this.random = random;
    }

    /**
     * Returns the next id, which is greater than all earlier ones of this generator.
     *
     * @throws IllegalStateException if the clock is outside 48 bits or the ids have run out
     */
    public synchronized PaymentId next() {
        long now = millis.getAsLong();
        if (now < 0 || now >>> 48 != 0) {
            throw new IllegalStateException("the clock shows " + now + " ms, which does not fit in 48 bits");
        }
        if (now > high >>> 16) {
            high = (now << 16) | (random.nextLong() & RANDOM_HIGH);
            low = random.nextLong() & -STEP;
        } else {
            step();
        }
        return new PaymentId(UInt128.of(high, low));
    }

    private void step() {
        if (high == -1 && low == -STEP) {
            throw new IllegalStateException("no id is left above the last one");
        }
        low += STEP;
        if (low == 0) {
            high++;
        }
    }
}
