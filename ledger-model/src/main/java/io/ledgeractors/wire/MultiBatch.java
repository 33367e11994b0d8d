package io.ledgeractors.wire;

import java.nio.ByteBuffer;

/**
 * The trailer of bodies that hold several batches. A body consists of the payload, padding of {@code 0xff}, the counts
 * and the number of batches. The last two bytes are the number k of batches. Before it are k counts of elements, that
 * of the first batch next to k. The padding extends the trailer to a multiple of the element size.
 *
 * <p>Methods take little-endian buffers. Positions and limits do not change. Thread-safe, without state. Source:
 * protocol fact sheet, section 6.
 */
public final class MultiBatch {
    /** The greatest number of batches in a body. */
    public static final int BATCHES_MAX = 65_534;

    private static final int COUNT_SIZE = Short.BYTES;

    private MultiBatch() {}

    /** Returns the size in bytes of a trailer for {@code batches} batches of elements of {@code elementSize} bytes. */
    public static int trailerSize(int batches, int elementSize) {
        int bare = COUNT_SIZE * (batches + 1);
        return (bare + elementSize - 1) / elementSize * elementSize;
    }

    /**
     * Writes the trailer behind a payload.
     *
     * @param buffer buffer that holds the payload from {@code start} on
     * @param start offset of the body
     * @param counts number of elements of each batch, 0 to 65535; the first {@code batches} are used
     * @param batches number of batches, 1 to 65534
     * @param elementSize size of an element in bytes
     * @return size of the body in bytes, trailer included
     * @throws IllegalArgumentException if a number is out of range
     */
    public static int writeTrailer(ByteBuffer buffer, int start, int[] counts, int batches, int elementSize) {
        if (batches < 1 || batches > BATCHES_MAX || batches > counts.length) {
            throw new IllegalArgumentException("a body has 1 to " + BATCHES_MAX + " batches, not " + batches);
        }
        long elements = 0;
        for (int i = 0; i < batches; i++) {
            if (counts[i] < 0 || counts[i] > 0xffff) {
                throw new IllegalArgumentException("a batch has 0 to 65535 elements, not " + counts[i]);
            }
            elements += counts[i];
        }
        int trailer = trailerSize(batches, elementSize);
        if (elements * elementSize + trailer > Header.BODY_MAX) {
            throw new IllegalArgumentException(
                    "a body has at most " + Header.BODY_MAX + " bytes, not " + (elements * elementSize + trailer));
        }
        int payload = (int) elements * elementSize;
        int end = start + payload + trailer;
        Bytes.fill(buffer, start + payload, trailer - COUNT_SIZE * (batches + 1), (byte) 0xff);
        for (int i = 0; i < batches; i++) {
            buffer.putShort(end - COUNT_SIZE * (i + 2), (short) counts[i]);
        }
        buffer.putShort(end - COUNT_SIZE, (short) batches);
        return payload + trailer;
    }

    /**
     * Returns the number of batches of a body, or -1 if the body is malformed. A malformed body has no trailer, no
     * batch, a padding that is not {@code 0xff}, or a payload that is not exactly the sum of the counts.
     */
    public static int batches(ByteBuffer buffer, int start, int length, int elementSize) {
        if (length < COUNT_SIZE || length % elementSize != 0) {
            return -1;
        }
        int end = start + length;
        int batches = Short.toUnsignedInt(buffer.getShort(end - COUNT_SIZE));
        if (batches < 1 || batches > BATCHES_MAX) {
            return -1;
        }
        int trailer = trailerSize(batches, elementSize);
        if (trailer > length) {
            return -1;
        }
        long elements = 0;
        for (int i = 0; i < batches; i++) {
            elements += count(buffer, start, length, i);
        }
        if (elements * elementSize != length - trailer) {
            return -1;
        }
        for (int at = end - trailer; at < end - COUNT_SIZE * (batches + 1); at++) {
            if (buffer.get(at) != (byte) 0xff) {
                return -1;
            }
        }
        return batches;
    }

    /** Returns the number of elements of batch {@code index}, from 0, of a well-formed body. */
    public static int count(ByteBuffer buffer, int start, int length, int index) {
        return Short.toUnsignedInt(buffer.getShort(start + length - COUNT_SIZE * (index + 2)));
    }

    /** Returns the size in bytes of the payload of a well-formed body. */
    public static int payloadSize(ByteBuffer buffer, int start, int length, int elementSize) {
        int batches = Short.toUnsignedInt(buffer.getShort(start + length - COUNT_SIZE));
        return length - trailerSize(batches, elementSize);
    }
}
