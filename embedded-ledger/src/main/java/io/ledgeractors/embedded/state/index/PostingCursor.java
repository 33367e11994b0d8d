package io.ledgeractors.embedded.state.index;

import java.util.Arrays;

/** A posting list of several ordinals as a set. It starts each search in the chunk that the last search ended in. */
final class PostingCursor implements Ordinals {
    private final PostingLists lists;
    /** Pairs by chunk: the places of its first and of its last ordinal. */
    private final int[] chunks;

    private final int chunkCount;
    private int current;

    PostingCursor(PostingLists lists, int handle) {
        this.lists = lists;
        int[] backwards = new int[32];
        int length = 0;
        for (int last = handle; last != 0; ) {
            if (length == backwards.length) {
                backwards = Arrays.copyOf(backwards, 2 * length);
            }
            int footer = lists.footer(last);
            backwards[length++] = ~last;
            backwards[length++] = lists.start(footer);
            last = lists.previous(footer);
        }
        chunks = new int[length];
        for (int i = 0; i < length; i++) {
            chunks[i] = backwards[length - 1 - i];
        }
        chunkCount = length / 2;
    }

    @Override
    public int ceiling(int ordinal) {
        moveTo(ordinal);
        int at = firstNotBelow(ordinal);
        return at <= lastAt(current) ? lists.ordinal(at) : NONE_ABOVE;
    }

    @Override
    public int floor(int ordinal) {
        moveTo(ordinal);
        int at = firstNotBelow(ordinal);
        if (at <= lastAt(current) && lists.ordinal(at) == ordinal) {
            return ordinal;
        }
        if (at > startAt(current)) {
            return lists.ordinal(at - 1);
        }
        return current == 0 ? NONE_BELOW : last(current - 1);
    }

    /** Moves to the first chunk whose last ordinal is not below this one, or else to the last chunk. */
    private void moveTo(int ordinal) {
        if (last(current) >= ordinal && (current == 0 || last(current - 1) < ordinal)) {
            return;
        }
        int low = 0;
        int high = chunkCount - 1;
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

    private int startAt(int chunk) {
        return chunks[2 * chunk];
    }

    private int lastAt(int chunk) {
        return chunks[2 * chunk + 1];
    }

    private int last(int chunk) {
        return lists.ordinal(lastAt(chunk));
    }

    private int firstNotBelow(int ordinal) {
        int low = startAt(current);
        int high = lastAt(current) + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lists.ordinal(middle) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
