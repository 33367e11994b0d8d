package io.ledgeractors.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The rounds of a checksum by tables of the AES round, on every JVM. */
final class TableRounds implements ChecksumRounds {
    /** The only one. */
    static final TableRounds INSTANCE = new TableRounds();

    private static final int BLOCK = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // The AES round as columns, little endian: 256 for each row of the byte in the lower one of the two columns that a
    // long holds, then the same for the upper one. One array, so that one register points to all.
    private static final long[] T = new long[8 * 256];
    private static final int LOW1 = 256;
    private static final int LOW2 = 2 * 256;
    private static final int LOW3 = 3 * 256;
    private static final int HIGH0 = 4 * 256;
    private static final int HIGH1 = 5 * 256;
    private static final int HIGH2 = 6 * 256;
    private static final int HIGH3 = 7 * 256;

    static {
        fillTables();
    }

    private TableRounds() {}

    @Override
    public String name() {
        return "tables";
    }

    // The loop and its body are separate methods on purpose. The JIT compiles the body alone, and that is faster by
    // half than one compiled method of both.
    @Override
    public void absorb(byte[] state, byte[] bytes, int offset, int blocks) {
        for (int n = 0; n < blocks; n++) {
            absorb(state, bytes, offset + n * BLOCK);
        }
    }

    // Each S(i) becomes the AES round of S(i-1) xor itself, from S7 down to S0, so that only the round of the old S7
    // is kept aside. The state lies in memory: 16 registers do not hold it, and its bytes come from there one by one,
    // without shifts.
    private static void absorb(byte[] s, byte[] bytes, int at) {
        long low = lowHalf(s, 112);
        long high = highHalf(s, 112);
        mix(s, 112, 0, 0);
        mix(s, 96, 0, 0);
        mix(s, 80, 0, 0);
        mix(s, 64, word(bytes, at + 16), word(bytes, at + 24));
        mix(s, 48, 0, 0);
        mix(s, 32, 0, 0);
        mix(s, 16, 0, 0);
        LONGS.set(s, 0, word(s, 0) ^ low ^ word(bytes, at));
        LONGS.set(s, 8, word(s, 8) ^ high ^ word(bytes, at + 8));
    }

    private static void mix(byte[] s, int at, long low, long high) {
        long newLow = word(s, at) ^ lowHalf(s, at - 16) ^ low;
        long newHigh = word(s, at + 8) ^ highHalf(s, at - 16) ^ high;
        LONGS.set(s, at, newLow);
        LONGS.set(s, at + 8, newHigh);
    }

    // Returns columns 0 and 1 of the AES round of the 16 bytes at {@code at}.
    private static long lowHalf(byte[] s, int at) {
        return T[s[at] & 0xff]
                ^ T[(s[at + 5] & 0xff) + LOW1]
                ^ T[(s[at + 10] & 0xff) + LOW2]
                ^ T[(s[at + 15] & 0xff) + LOW3]
                ^ T[(s[at + 4] & 0xff) + HIGH0]
                ^ T[(s[at + 9] & 0xff) + HIGH1]
                ^ T[(s[at + 14] & 0xff) + HIGH2]
                ^ T[(s[at + 3] & 0xff) + HIGH3];
    }

    // Returns columns 2 and 3 of it.
    private static long highHalf(byte[] s, int at) {
        return T[s[at + 8] & 0xff]
                ^ T[(s[at + 13] & 0xff) + LOW1]
                ^ T[(s[at + 2] & 0xff) + LOW2]
                ^ T[(s[at + 7] & 0xff) + LOW3]
                ^ T[(s[at + 12] & 0xff) + HIGH0]
                ^ T[(s[at + 1] & 0xff) + HIGH1]
                ^ T[(s[at + 6] & 0xff) + HIGH2]
                ^ T[(s[at + 11] & 0xff) + HIGH3];
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    private static void fillTables() {
        byte[] sbox = AesSbox.create();
        for (int i = 0; i < 256; i++) {
            int s = sbox[i] & 0xff;
            int twice = s << 1 & 0xff ^ (s >>> 7) * 0x1b;
            int column = twice | s << 8 | s << 16 | (twice ^ s) << 24;
            T[i] = Integer.toUnsignedLong(column);
            T[i + LOW1] = Integer.toUnsignedLong(Integer.rotateLeft(column, 8));
            T[i + LOW2] = Integer.toUnsignedLong(Integer.rotateLeft(column, 16));
            T[i + LOW3] = Integer.toUnsignedLong(Integer.rotateLeft(column, 24));
            T[i + HIGH0] = T[i] << 32;
            T[i + HIGH1] = T[i + LOW1] << 32;
            T[i + HIGH2] = T[i + LOW2] << 32;
            T[i + HIGH3] = T[i + LOW3] << 32;
        }
    }
}
