package io.ledgeractors.embedded.state.index;

/**
 * Values mixed down to 32 bits. Equal values have equal fingerprints; the same is almost never true of others.
 * None is 0. The upper bits are as good as the lower ones: tables use them as the place of an entry.
 */
public final class Fingerprints {
    private static final long ODD_1 = 0x9e3779b97f4a7c15L;
    private static final long ODD_2 = 0xd6e8feb86659fd93L;
    private static final long ODD_3 = 0xbf58476d1ce4e5b9L;

    private Fingerprints() {}

    /** That of an unsigned 128-bit number. */
    public static int of128(long high, long low) {
        long mixed = (high ^ (high >>> 32)) * ODD_1;
        mixed = ((mixed ^ (mixed >>> 29)) ^ low) * ODD_3;
        return finish(mixed);
    }

    /** That of an unsigned 64-bit number. */
    public static int of64(long value) {
        return finish((value ^ (value >>> 32)) * ODD_1);
    }

    private static int finish(long value) {
        long mixed = (value ^ (value >>> 32)) * ODD_2;
        int print = (int) ((mixed ^ (mixed >>> 29)) >>> 32);
        return print == 0 ? 1 : print;
    }
}
