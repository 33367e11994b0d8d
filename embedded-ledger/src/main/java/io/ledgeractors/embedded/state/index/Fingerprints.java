package io.ledgeractors.embedded.state.index;

/**
 * Mixes values down to 32 bits. Equal values have equal fingerprints; the same is almost never true of others. None is 0.
 * The upper bits are as good as the lower ones: tables use them as the place of an entry.
 *
 * <p>The seed is secret, so nobody can choose ids that share a fingerprint and make every search walk over all of them: a
 * value is multiplied with the seed before anything of it is let go. Immutable.
 */
public final class Fingerprints {
    private static final long ODD_1 = 0x9e3779b97f4a7c15L;
    private static final long ODD_2 = 0xd6e8feb86659fd93L;

    private final long keyHigh;
    private final long keyLow;

    /** Fingerprints of a seed; those of another seed have nothing in common with them. */
    public Fingerprints(long seed) {
        this.keyHigh = mixed(seed ^ ODD_1);
        this.keyLow = mixed(seed ^ ODD_2);
    }

    /** That of an unsigned 128-bit number. */
    public int of128(long high, long low) {
        return finish(multiplied(low ^ keyLow, high ^ keyHigh));
    }

    /** That of an unsigned 64-bit number. */
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
