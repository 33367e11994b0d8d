package io.ledgeractors.wire;

import io.ledgeractors.model.UInt128;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The checksum of frames: the 128-bit tag of AEGIS-128L with key 0, nonce 0, an empty message and the bytes
 * as associated data. It finds damage; it authenticates nobody.
 *
 * <p>One object computes one checksum after another: {@link #reset()}, any number of {@link #update}, then
 * {@link #finish()}, so that a body can be summed while it grows. Not thread-safe; the static methods are.
 * Source: protocol fact sheet, section 1.
 */
public final class Checksum {
    /** The checksum of no bytes. */
    public static final UInt128 EMPTY = UInt128.of(0x49f174618255402dL, 0xe6e7e3c40d60cc83L);

    private static final int BLOCK = 32;
    private static final int STATE = 128;
    private static final int END_ROUNDS = 7;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // The AES round as tables of 256 columns, little endian: by row of the byte, for the lower and the upper one of
    // the two columns that a long holds.
    private static final long[] LOW0 = new long[256];
    private static final long[] LOW1 = new long[256];
    private static final long[] LOW2 = new long[256];
    private static final long[] LOW3 = new long[256];
    private static final long[] HIGH0 = new long[256];
    private static final long[] HIGH1 = new long[256];
    private static final long[] HIGH2 = new long[256];
    private static final long[] HIGH3 = new long[256];

    // The state S0..S7 right after the ten start rounds, 16 bytes each.
    private static final byte[] START = new byte[STATE];

    static {
        fillTables();
        long[] c1 = {0xf12fc26d55183ddbL, 0xdd28b57342311120L};
        long[] c2 = {0x0d08050302010100L, 0x6279e99059372215L};
        long[][] start = {new long[2], c1, c2, c1, new long[2], c2, c1, c2};
        for (int i = 0; i < 8; i++) {
            LONGS.set(START, 16 * i, start[i][0]);
            LONGS.set(START, 16 * i + 8, start[i][1]);
        }
        absorb(START, new byte[10 * BLOCK], 0, 10);
    }

    private static final ThreadLocal<Checksum> THREAD_LOCAL = ThreadLocal.withInitial(Checksum::new);

    private final byte[] state = new byte[STATE];
    private final byte[] block = new byte[8192];
    private int pending;
    private long length;

    /** A checksum of no bytes so far. */
    public Checksum() {
        reset();
    }

    /** The checksum of {@code length} bytes from {@code offset} on; position and limit stay. */
    public static UInt128 of(ByteBuffer buffer, int offset, int length) {
        Checksum checksum = THREAD_LOCAL.get();
        checksum.reset();
        checksum.update(buffer, offset, length);
        return checksum.finish();
    }

    /** Forgets all bytes. */
    public void reset() {
        System.arraycopy(START, 0, state, 0, STATE);
        pending = 0;
        length = 0;
    }

    /** Adds {@code length} bytes from {@code offset} on; position and limit stay. */
    public void update(ByteBuffer buffer, int offset, int length) {
        int at = offset;
        int left = length;
        this.length += length;
        if (buffer.hasArray() && pending == 0) {
            int blocks = left / BLOCK;
            absorb(state, buffer.array(), buffer.arrayOffset() + at, blocks);
            at += blocks * BLOCK;
            left -= blocks * BLOCK;
        }
        while (left > 0) {
            int piece = Math.min(left, block.length - pending);
            buffer.get(at, block, pending, piece);
            pending += piece;
            at += piece;
            left -= piece;
            absorbWholeBlocks();
        }
    }

    /** The checksum of all bytes since {@link #reset()}; call that before the next use. */
    public UInt128 finish() {
        if (pending > 0) {
            Arrays.fill(block, pending, BLOCK, (byte) 0);
            absorb(state, block, 0, 1);
        }
        long low = word(state, 32) ^ 8 * length;
        long high = word(state, 40);
        for (int at = 0; at < END_ROUNDS * BLOCK; at += 16) {
            LONGS.set(block, at, low);
            LONGS.set(block, at + 8, high);
        }
        absorb(state, block, 0, END_ROUNDS);
        long tagLow = 0;
        long tagHigh = 0;
        for (int at = 0; at < 7 * 16; at += 16) {
            tagLow ^= word(state, at);
            tagHigh ^= word(state, at + 8);
        }
        return UInt128.of(tagHigh, tagLow);
    }

    private void absorbWholeBlocks() {
        int blocks = pending / BLOCK;
        if (blocks > 0) {
            absorb(state, block, 0, blocks);
            pending -= blocks * BLOCK;
            System.arraycopy(block, blocks * BLOCK, block, 0, pending);
        }
    }

    // The loop is apart from what it repeats on purpose: then that is compiled by itself, and faster by half than when
    // the compiler makes one piece of both.
    private static void absorb(byte[] state, byte[] bytes, int offset, int blocks) {
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

    // Columns 0 and 1 of the AES round of the 16 bytes at {@code at}.
    private static long lowHalf(byte[] s, int at) {
        return LOW0[s[at] & 0xff]
                ^ LOW1[s[at + 5] & 0xff]
                ^ LOW2[s[at + 10] & 0xff]
                ^ LOW3[s[at + 15] & 0xff]
                ^ HIGH0[s[at + 4] & 0xff]
                ^ HIGH1[s[at + 9] & 0xff]
                ^ HIGH2[s[at + 14] & 0xff]
                ^ HIGH3[s[at + 3] & 0xff];
    }

    // Columns 2 and 3.
    private static long highHalf(byte[] s, int at) {
        return LOW0[s[at + 8] & 0xff]
                ^ LOW1[s[at + 13] & 0xff]
                ^ LOW2[s[at + 2] & 0xff]
                ^ LOW3[s[at + 7] & 0xff]
                ^ HIGH0[s[at + 12] & 0xff]
                ^ HIGH1[s[at + 1] & 0xff]
                ^ HIGH2[s[at + 6] & 0xff]
                ^ HIGH3[s[at + 11] & 0xff];
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    private static void fillTables() {
        int[] sbox = new int[256];
        int p = 1;
        int q = 1;
        do {
            p = p ^ (p << 1) & 0xff ^ (p >>> 7) * 0x1b;
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q &= 0xff;
            q ^= (q >>> 7) * 0x09;
            sbox[p] = q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63;
        } while (p != 1);
        sbox[0] = 0x63;
        for (int i = 0; i < 256; i++) {
            int s = sbox[i];
            int twice = s << 1 & 0xff ^ (s >>> 7) * 0x1b;
            int column = twice | s << 8 | s << 16 | (twice ^ s) << 24;
            LOW0[i] = Integer.toUnsignedLong(column);
            LOW1[i] = Integer.toUnsignedLong(Integer.rotateLeft(column, 8));
            LOW2[i] = Integer.toUnsignedLong(Integer.rotateLeft(column, 16));
            LOW3[i] = Integer.toUnsignedLong(Integer.rotateLeft(column, 24));
            HIGH0[i] = LOW0[i] << 32;
            HIGH1[i] = LOW1[i] << 32;
            HIGH2[i] = LOW2[i] << 32;
            HIGH3[i] = LOW3[i] << 32;
        }
    }

    private static int rotate8(int value, int by) {
        return (value << by | value >>> 8 - by) & 0xff;
    }
}
