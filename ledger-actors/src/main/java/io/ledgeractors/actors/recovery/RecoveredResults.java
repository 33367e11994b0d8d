package io.ledgeractors.actors.recovery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The results of a lost request as far as they can be known, batch by batch. Immutable. */
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

    /** Returns the number of batches of the request. */
    public int batches() {
        return results.length;
    }

    /** Returns true if it is unknown what an event did. {@code event} counts from 0 through the whole request. */
    public boolean isUnknown(int event) {
        return unknown.get(event);
    }

    /**
     * Returns the results of a batch as a reply would have them, encoded, from 0 to the limit, little endian. Returns
     * null if it is unknown what one of its events did.
     */
    public @Nullable ByteBuffer results(int batch) {
        int firstUnknown = unknown.nextSetBit(starts[batch]);
        boolean isKnown = firstUnknown < 0 || firstUnknown >= starts[batch + 1];
        return isKnown ? results[batch] : null;
    }

    /** Returns when the ledger prepared the last answered copy of the request, in ns since 1970; 0 if there is none. */
    public long timestamp() {
        return timestamp;
    }
}
