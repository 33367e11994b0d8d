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
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // The AES round as four tables of 256 columns, little endian.
    private static final int[] T0 = new int[256];
    private static final int[] T1 = new int[256];
    private static final int[] T2 = new int[256];
    private static final int[] T3 = new int[256];

    // The state S0..S7 right after the ten start rounds, four ints each.
    private static final int[] START = new int[32];

    static {
        fillTables();
        int[] c1 = {0x55183ddb, 0xf12fc26d, 0x42311120, 0xdd28b573};
        int[] c2 = {0x02010100, 0x0d080503, 0x59372215, 0x6279e990};
        int[][] start = {new int[4], c1, c2, c1, new int[4], c2, c1, c2};
        for (int i = 0; i < 8; i++) {
            System.arraycopy(start[i], 0, START, 4 * i, 4);
        }
        byte[] zeros = new byte[BLOCK];
        for (int round = 0; round < 10; round++) {
            absorb(START, zeros, 0, 1);
        }
    }

    private static final ThreadLocal<Checksum> THREAD_LOCAL = ThreadLocal.withInitial(Checksum::new);

    private final int[] state = new int[32];
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
        System.arraycopy(START, 0, state, 0, START.length);
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
        long bits = 8 * length;
        int[] s = state;
        byte[] tail = new byte[BLOCK];
        int[] t = {s[8] ^ (int) bits, s[9] ^ (int) (bits >>> 32), s[10], s[11]};
        for (int i = 0; i < 4; i++) {
            INTS.set(tail, 4 * i, t[i]);
            INTS.set(tail, 16 + 4 * i, t[i]);
        }
        for (int round = 0; round < 7; round++) {
            absorb(s, tail, 0, 1);
        }
        int[] tag = new int[4];
        for (int i = 0; i < 28; i++) {
            tag[i & 3] ^= s[i];
        }
        return UInt128.of(tag[2] & 0xffffffffL | (long) tag[3] << 32, tag[0] & 0xffffffffL | (long) tag[1] << 32);
    }

    private void absorbWholeBlocks() {
        int blocks = pending / BLOCK;
        if (blocks > 0) {
            absorb(state, block, 0, blocks);
            pending -= blocks * BLOCK;
            System.arraycopy(block, blocks * BLOCK, block, 0, pending);
        }
    }

    // Unrolled by hand: 32 bytes a turn, all of the state in local variables. Each S(i) becomes the AES round
    // of S(i-1) xor itself, from S7 down to S0, so that only the round of the old S7 is kept aside.
    private static void absorb(int[] state, byte[] bytes, int offset, int blocks) {
        int s0 = state[0];
        int s1 = state[1];
        int s2 = state[2];
        int s3 = state[3];
        int s4 = state[4];
        int s5 = state[5];
        int s6 = state[6];
        int s7 = state[7];
        int s8 = state[8];
        int s9 = state[9];
        int s10 = state[10];
        int s11 = state[11];
        int s12 = state[12];
        int s13 = state[13];
        int s14 = state[14];
        int s15 = state[15];
        int s16 = state[16];
        int s17 = state[17];
        int s18 = state[18];
        int s19 = state[19];
        int s20 = state[20];
        int s21 = state[21];
        int s22 = state[22];
        int s23 = state[23];
        int s24 = state[24];
        int s25 = state[25];
        int s26 = state[26];
        int s27 = state[27];
        int s28 = state[28];
        int s29 = state[29];
        int s30 = state[30];
        int s31 = state[31];
        int at = offset;
        for (int n = 0; n < blocks; n++) {
            int r0 = T0[s28 & 0xff] ^ T1[s29 >>> 8 & 0xff] ^ T2[s30 >>> 16 & 0xff] ^ T3[s31 >>> 24];
            int r1 = T0[s29 & 0xff] ^ T1[s30 >>> 8 & 0xff] ^ T2[s31 >>> 16 & 0xff] ^ T3[s28 >>> 24];
            int r2 = T0[s30 & 0xff] ^ T1[s31 >>> 8 & 0xff] ^ T2[s28 >>> 16 & 0xff] ^ T3[s29 >>> 24];
            int r3 = T0[s31 & 0xff] ^ T1[s28 >>> 8 & 0xff] ^ T2[s29 >>> 16 & 0xff] ^ T3[s30 >>> 24];
            s28 ^= T0[s24 & 0xff] ^ T1[s25 >>> 8 & 0xff] ^ T2[s26 >>> 16 & 0xff] ^ T3[s27 >>> 24];
            s29 ^= T0[s25 & 0xff] ^ T1[s26 >>> 8 & 0xff] ^ T2[s27 >>> 16 & 0xff] ^ T3[s24 >>> 24];
            s30 ^= T0[s26 & 0xff] ^ T1[s27 >>> 8 & 0xff] ^ T2[s24 >>> 16 & 0xff] ^ T3[s25 >>> 24];
            s31 ^= T0[s27 & 0xff] ^ T1[s24 >>> 8 & 0xff] ^ T2[s25 >>> 16 & 0xff] ^ T3[s26 >>> 24];
            s24 ^= T0[s20 & 0xff] ^ T1[s21 >>> 8 & 0xff] ^ T2[s22 >>> 16 & 0xff] ^ T3[s23 >>> 24];
            s25 ^= T0[s21 & 0xff] ^ T1[s22 >>> 8 & 0xff] ^ T2[s23 >>> 16 & 0xff] ^ T3[s20 >>> 24];
            s26 ^= T0[s22 & 0xff] ^ T1[s23 >>> 8 & 0xff] ^ T2[s20 >>> 16 & 0xff] ^ T3[s21 >>> 24];
            s27 ^= T0[s23 & 0xff] ^ T1[s20 >>> 8 & 0xff] ^ T2[s21 >>> 16 & 0xff] ^ T3[s22 >>> 24];
            s20 ^= T0[s16 & 0xff] ^ T1[s17 >>> 8 & 0xff] ^ T2[s18 >>> 16 & 0xff] ^ T3[s19 >>> 24];
            s21 ^= T0[s17 & 0xff] ^ T1[s18 >>> 8 & 0xff] ^ T2[s19 >>> 16 & 0xff] ^ T3[s16 >>> 24];
            s22 ^= T0[s18 & 0xff] ^ T1[s19 >>> 8 & 0xff] ^ T2[s16 >>> 16 & 0xff] ^ T3[s17 >>> 24];
            s23 ^= T0[s19 & 0xff] ^ T1[s16 >>> 8 & 0xff] ^ T2[s17 >>> 16 & 0xff] ^ T3[s18 >>> 24];
            s16 ^= T0[s12 & 0xff] ^ T1[s13 >>> 8 & 0xff] ^ T2[s14 >>> 16 & 0xff] ^ T3[s15 >>> 24];
            s17 ^= T0[s13 & 0xff] ^ T1[s14 >>> 8 & 0xff] ^ T2[s15 >>> 16 & 0xff] ^ T3[s12 >>> 24];
            s18 ^= T0[s14 & 0xff] ^ T1[s15 >>> 8 & 0xff] ^ T2[s12 >>> 16 & 0xff] ^ T3[s13 >>> 24];
            s19 ^= T0[s15 & 0xff] ^ T1[s12 >>> 8 & 0xff] ^ T2[s13 >>> 16 & 0xff] ^ T3[s14 >>> 24];
            s16 ^= (int) INTS.get(bytes, at + 16);
            s17 ^= (int) INTS.get(bytes, at + 20);
            s18 ^= (int) INTS.get(bytes, at + 24);
            s19 ^= (int) INTS.get(bytes, at + 28);
            s12 ^= T0[s8 & 0xff] ^ T1[s9 >>> 8 & 0xff] ^ T2[s10 >>> 16 & 0xff] ^ T3[s11 >>> 24];
            s13 ^= T0[s9 & 0xff] ^ T1[s10 >>> 8 & 0xff] ^ T2[s11 >>> 16 & 0xff] ^ T3[s8 >>> 24];
            s14 ^= T0[s10 & 0xff] ^ T1[s11 >>> 8 & 0xff] ^ T2[s8 >>> 16 & 0xff] ^ T3[s9 >>> 24];
            s15 ^= T0[s11 & 0xff] ^ T1[s8 >>> 8 & 0xff] ^ T2[s9 >>> 16 & 0xff] ^ T3[s10 >>> 24];
            s8 ^= T0[s4 & 0xff] ^ T1[s5 >>> 8 & 0xff] ^ T2[s6 >>> 16 & 0xff] ^ T3[s7 >>> 24];
            s9 ^= T0[s5 & 0xff] ^ T1[s6 >>> 8 & 0xff] ^ T2[s7 >>> 16 & 0xff] ^ T3[s4 >>> 24];
            s10 ^= T0[s6 & 0xff] ^ T1[s7 >>> 8 & 0xff] ^ T2[s4 >>> 16 & 0xff] ^ T3[s5 >>> 24];
            s11 ^= T0[s7 & 0xff] ^ T1[s4 >>> 8 & 0xff] ^ T2[s5 >>> 16 & 0xff] ^ T3[s6 >>> 24];
            s4 ^= T0[s0 & 0xff] ^ T1[s1 >>> 8 & 0xff] ^ T2[s2 >>> 16 & 0xff] ^ T3[s3 >>> 24];
            s5 ^= T0[s1 & 0xff] ^ T1[s2 >>> 8 & 0xff] ^ T2[s3 >>> 16 & 0xff] ^ T3[s0 >>> 24];
            s6 ^= T0[s2 & 0xff] ^ T1[s3 >>> 8 & 0xff] ^ T2[s0 >>> 16 & 0xff] ^ T3[s1 >>> 24];
            s7 ^= T0[s3 & 0xff] ^ T1[s0 >>> 8 & 0xff] ^ T2[s1 >>> 16 & 0xff] ^ T3[s2 >>> 24];
            s0 ^= r0 ^ (int) INTS.get(bytes, at + 0);
            s1 ^= r1 ^ (int) INTS.get(bytes, at + 4);
            s2 ^= r2 ^ (int) INTS.get(bytes, at + 8);
            s3 ^= r3 ^ (int) INTS.get(bytes, at + 12);
            at += BLOCK;
        }
        state[0] = s0;
        state[1] = s1;
        state[2] = s2;
        state[3] = s3;
        state[4] = s4;
        state[5] = s5;
        state[6] = s6;
        state[7] = s7;
        state[8] = s8;
        state[9] = s9;
        state[10] = s10;
        state[11] = s11;
        state[12] = s12;
        state[13] = s13;
        state[14] = s14;
        state[15] = s15;
        state[16] = s16;
        state[17] = s17;
        state[18] = s18;
        state[19] = s19;
        state[20] = s20;
        state[21] = s21;
        state[22] = s22;
        state[23] = s23;
        state[24] = s24;
        state[25] = s25;
        state[26] = s26;
        state[27] = s27;
        state[28] = s28;
        state[29] = s29;
        state[30] = s30;
        state[31] = s31;
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
            T0[i] = twice | s << 8 | s << 16 | (twice ^ s) << 24;
            T1[i] = Integer.rotateLeft(T0[i], 8);
            T2[i] = Integer.rotateLeft(T0[i], 16);
            T3[i] = Integer.rotateLeft(T0[i], 24);
        }
    }

    private static int rotate8(int value, int by) {
        return (value << by | value >>> 8 - by) & 0xff;
    }
}
