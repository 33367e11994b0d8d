package io.ledgeractors.actors.recovery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What a lost request did, batch by batch. Immutable. */
public final class RecoveredResults {
    private final @Nullable ByteBuffer[] results;
    private final BitSet unknown;
    private final int[] starts;
    private final long timestamp;

    RecoveredResults(@Nullable ByteBuffer[] results, BitSet unknown, int[] starts, long timestamp) {
        this.results = Arrays.copyOf(results, results.length);
        this.unknown = (BitSet) unknown.clone();
        this.starts = Arrays.copyOf(starts, starts.length);
        this.timestamp = timestamp;
    }

    /** Number of batches of the request. */
    public int batches() {
        return results.length;
    }

    /** True if it is unknown what the event did that stands at this place of the whole request, counted from 0. */
    public boolean isUnknown(int event) {
        return unknown.get(event);
    }

    /**
     * The results of a batch as a reply would have them, encoded, from 0 to the limit, little endian; null if it is
     * unknown what one of its events did.
     */
    public @Nullable ByteBuffer results(int batch) {
        int firstUnknown = unknown.nextSetBit(starts[batch]);
        boolean isKnown = firstUnknown < 0 || firstUnknown >= starts[batch + 1];
        return isKnown ? results[batch] : null;
    }

    /** ns since 1970 at which the ledger prepared the last copy of the request; 0 if none was answered. */
    public long timestamp() {
        return timestamp;
    }
}
