package io.ledgeractors.embedded.state.index;

/**
 * Hashes values to 32 bits. Equal values have equal fingerprints, and different values almost never have. No
 * fingerprint is 0. The upper bits are as evenly spread as the lower ones, so tables use them as the place of an entry.
 *
 * <p>The seed is secret, so that nobody can choose ids that share a fingerprint and make every search visit all of
 * them. A value is multiplied with the seed before any of its bits is dropped. Immutable.
 */
public final class Fingerprints {
    private static final long ODD_1 = 0x9e3779b97f4a7c15L;
    private static final long ODD_2 = 0xd6e8feb86659fd93L;

    private final long keyHigh;
    private final long keyLow;

    /** Creates the hash of a seed; that of another seed is unrelated. */
    public Fingerprints(long seed) {
        this.keyHigh = mixed(seed ^ ODD_1);
        this.keyLow = mixed(seed ^ ODD_2);
    }

    /** Returns the fingerprint of an unsigned 128-bit number. */
    public int of128(long high, long low) {
        return finish(multiplied(low ^ keyLow, high ^ keyHigh));
    }

    /** Returns the fingerprint of an unsigned 64-bit number. */
    public int of64(long value) {
        return finish(multiplied(value ^ keyLow, keyHigh | 1));
    }

    private static long multiplied(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    private static int finish(long value) {
        long mixed = (value ^ (value >>> 32)) * ODD_2;
        int print = (int) ((mixed ^ (mixed >>> 29)) >>> 32);
        return print == 0 ? 1 : print;
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
