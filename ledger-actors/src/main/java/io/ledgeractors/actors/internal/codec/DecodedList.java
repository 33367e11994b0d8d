package io.ledgeractors.actors.internal.codec;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** A list over encoded elements, each decoded when it is asked for. */
public final class DecodedList<T> extends AbstractList<T> implements RandomAccess {
    /** Reads one element. */
    public interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    private final ByteBuffer bytes;
    private final int elementSize;
    private final Decoder<T> decoder;

    public DecodedList(ByteBuffer bytes, int elementSize, Decoder<T> decoder) {
        this.bytes = bytes;
        this.elementSize = elementSize;
        this.decoder = decoder;
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
