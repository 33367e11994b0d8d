package io.ledgeractors.wire;

/** The S-box of AES, which each implementation of {@link ChecksumRounds} needs. Source: FIPS 197, section 5.1.1. */
public final class AesSbox {
    private AesSbox() {}

    /** Returns a new array with the substitutes of the 256 bytes, indexed by the byte. */
    public static byte[] create() {
        byte[] sbox = new byte[256];
        int p = 1;
        int q = 1;
        do {
            p = p ^ (p << 1) & 0xff ^ (p >>> 7) * 0x1b;
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q &= 0xff;
            q ^= (q >>> 7) * 0x09;
            sbox[p] = (byte) (q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63);
        } while (p != 1);
        sbox[0] = 0x63;
        return sbox;
    }

    private static int rotate8(int value, int by) {
        return (value << by | value >>> 8 - by) & 0xff;
    }
}
