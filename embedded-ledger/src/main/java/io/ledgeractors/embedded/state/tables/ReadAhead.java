package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Prefetches memory for many events at once, before it is used for one event after the other. The places are scattered,
 * and a short loop lets the processor wait for many cache misses together. Prefetching changes nothing but the time
 * that executing takes.
 */
public final class ReadAhead {
    /** The number of events to prefetch for: few enough for the prefetched lines to be still in the cache. */
    public static final int WINDOW = 256;

    /** The fingerprints to search for. */
    public final int[] fingerprints = new int[WINDOW];

    /** The values found. */
    public final int[] values = new int[WINDOW];

    /** The places where the values were found, see {@code FingerprintTable.seek}. */
    public final int[] places = new int[WINDOW];

    private int sum;

    /**
     * Computes the fingerprints of an id that each of some transfers contains.
     *
     * @param at where the id stands in the first transfer
     * @param transfers number of transfers, at most {@link #WINDOW}
     */
    public void readIds(ByteBuffer body, int at, int transfers, Fingerprints hash) {
        for (int i = 0; i < transfers; i++) {
            int id = at + i * TransferCodec.SIZE;
            fingerprints[i] = hash.of128(body.getLong(id + Long.BYTES), body.getLong(id));
        }
    }

    /** Uses a sum of prefetched values, so that the compiler cannot remove the reads. */
    public void keep(int read) {
        sum += read;
    }

    @Override
    public String toString() {
        return "read ahead " + sum;
    }
}
