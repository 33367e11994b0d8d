package io.ledgeractors.actors.internal.codec;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** An unmodifiable list over encoded elements. Each {@code get} decodes its element anew. */
public final class DecodedList<T> extends AbstractList<T> implements RandomAccess {
    /** Decodes one element. */
    public interface Decoder<T> {
        /** Returns the element at an offset. */
        T decode(ByteBuffer buffer, int offset);
    }

    private final ByteBuffer bytes;
    private final int elementSize;
    private final Decoder<T> decoder;

    /**
     * Creates a list.
     *
     * @param bytes the elements from 0 to the limit, little endian; must not change any more
     * @param elementSize bytes of one element
     */
    public DecodedList(ByteBuffer bytes, int elementSize, Decoder<T> decoder) {
        this.bytes = bytes;
        this.elementSize = elementSize;
        this.decoder = decoder;
    }

    /** Returns the encoded elements, from 0 to the limit. They must not be changed. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Returns the bytes of one element. */
    public int elementSize() {
        return elementSize;
    }

    @Override
    public T get(int index) {
        Objects.checkIndex(index, size());
        return decoder.decode(bytes, index * elementSize);
    }

    @Override
    public int size() {
        return bytes.limit() / elementSize;
    }
}
