package io.ledgeractors.embedded.state.index;

import java.util.Arrays;

/** A posting list of several ordinals, read. Remembers the chunk it was in last. */
final class PostingCursor implements Ordinals {
    private final PostingLists lists;
    private final int[] chunks;
    private int current;

    PostingCursor(PostingLists lists, int lastChunk) {
        this.lists = lists;
        int[] backwards = new int[16];
        int length = 0;
        for (int chunk = lastChunk; chunk != PostingLists.NO_CHUNK; chunk = lists.previous(chunk)) {
            if (length == backwards.length) {
                backwards = Arrays.copyOf(backwards, 2 * length);
            }
            backwards[length++] = chunk;
        }
        chunks = new int[length];
        for (int i = 0; i < length; i++) {
            chunks[i] = backwards[length - 1 - i];
        }
    }

    @Override
    public int ceiling(int ordinal) {
        moveTo(ordinal);
        int chunk = chunks[current];
        int index = firstNotBelow(chunk, ordinal);
        return index < lists.count(chunk) ? lists.ordinal(chunk, index) : NONE_ABOVE;
    }

    @Override
    public int floor(int ordinal) {
        moveTo(ordinal);
        int chunk = chunks[current];
        int index = firstNotBelow(chunk, ordinal);
        if (index < lists.count(chunk) && lists.ordinal(chunk, index) == ordinal) {
            return ordinal;
        }
        if (index > 0) {
            return lists.ordinal(chunk, index - 1);
        }
        return current == 0 ? NONE_BELOW : last(current - 1);
    }

    /** Moves to the first chunk whose last ordinal is not below this one, or to the last chunk. */
    private void moveTo(int ordinal) {
        if (last(current) >= ordinal && (current == 0 || last(current - 1) < ordinal)) {
            return;
        }
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        current = low;
    }

    private int last(int index) {
        return lists.ordinal(chunks[index], lists.count(chunks[index]) - 1);
    }

    private int firstNotBelow(int chunk, int ordinal) {
        int low = 0;
        int high = lists.count(chunk);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lists.ordinal(chunk, middle) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
