package io.ledgeractors.wire;

import io.ledgeractors.model.UInt128;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of frames: the 128-bit tag of AEGIS-128L with key 0, nonce 0, an empty message and the bytes as
 * associated data. It detects damage and does not authenticate.
 *
 * <p>One object computes one checksum after another: {@link #reset()}, any number of {@link #update}, then {@link
 * #finish()}. So the checksum of a body can be computed as its bytes come. Objects are not thread-safe; the static
 * methods are. Source: protocol fact sheet, section 1.
 */
public final class Checksum {
    /** The checksum of no bytes. */
    public static final UInt128 EMPTY = UInt128.of(0x49f174618255402dL, 0xe6e7e3c40d60cc83L);

    private static final int BLOCK = 32;
    private static final int STATE = 128;
    private static final int END_ROUNDS = 7;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // The state S0 to S7 after the ten start rounds, 16 bytes each.
    private static final byte[] START = new byte[STATE];

    static {
        long[] c1 = {0xf12fc26d55183ddbL, 0xdd28b57342311120L};
        long[] c2 = {0x0d08050302010100L, 0x6279e99059372215L};
        long[][] start = {new long[2], c1, c2, c1, new long[2], c2, c1, c2};
        for (int i = 0; i < 8; i++) {
            LONGS.set(START, 16 * i, start[i][0]);
            LONGS.set(START, 16 * i + 8, start[i][1]);
        }
        TableRounds.INSTANCE.absorb(START, new byte[10 * BLOCK], 0, 10);
    }

    // 512 bytes.
    private static final int BLOCKS_FOR_PREFERRED = 16;

    private static volatile ChecksumRounds preferred = TableRounds.INSTANCE;

    private static final ThreadLocal<Checksum> THREAD_LOCAL = ThreadLocal.withInitial(Checksum::new);

    private final @Nullable ChecksumRounds fixed;
    private final byte[] state = new byte[STATE];
    private final byte[] block = new byte[8192];
    private int pending;
    private long length;

    /** Creates a checksum of no bytes. */
    public Checksum() {
        fixed = null;
        reset();
    }

    /** Creates a checksum of no bytes that always uses the given rounds, for tests and measurements. */
    public Checksum(ChecksumRounds fixed) {
        this.fixed = fixed;
        reset();
    }

    /**
     * Makes all checksums of this JVM use the given rounds for 512 bytes and more in a row. For fewer bytes the tables
     * are as fast. The rounds must compute the same states as {@link ChecksumRounds#tables()}.
     */
    public static void use(ChecksumRounds rounds) {
        preferred = rounds;
    }

    /** Returns the name of the rounds in use, see {@link #use}. */
    public static String method() {
        return preferred.name();
    }

    /** Returns the checksum of {@code length} bytes from {@code offset} on. Position and limit do not change. */
    public static UInt128 of(ByteBuffer buffer, int offset, int length) {
        Checksum checksum = THREAD_LOCAL.get();
        checksum.reset();
        checksum.update(buffer, offset, length);
        return checksum.finish();
    }

    /** Forgets all bytes, for the next checksum. */
    public void reset() {
        System.arraycopy(START, 0, state, 0, STATE);
        pending = 0;
        length = 0;
    }

    /** Adds {@code length} bytes from {@code offset} on. Position and limit do not change. */
    public void update(ByteBuffer buffer, int offset, int length) {
        int at = offset;
        int left = length;
        this.length += length;
        if (buffer.hasArray() && pending == 0) {
            int blocks = left / BLOCK;
            absorb(buffer.array(), buffer.arrayOffset() + at, blocks);
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

    /** Returns the checksum of all bytes since {@link #reset()}. Call that method before the next use. */
    public UInt128 finish() {
        if (pending > 0) {
            Arrays.fill(block, pending, BLOCK, (byte) 0);
            absorb(block, 0, 1);
        }
        long low = word(state, 32) ^ 8 * length;
        long high = word(state, 40);
        for (int at = 0; at < END_ROUNDS * BLOCK; at += 16) {
            LONGS.set(block, at, low);
            LONGS.set(block, at + 8, high);
        }
        absorb(block, 0, END_ROUNDS);
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
            absorb(block, 0, blocks);
            pending -= blocks * BLOCK;
            System.arraycopy(block, blocks * BLOCK, block, 0, pending);
        }
    }

    private void absorb(byte[] bytes, int offset, int blocks) {
        ChecksumRounds rounds = fixed;
        if (rounds == null) {
            rounds = blocks < BLOCKS_FOR_PREFERRED ? TableRounds.INSTANCE : preferred;
        }
        rounds.absorb(state, bytes, offset, blocks);
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
