package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Reading ahead: what is scattered over memory is read for many events at once in short loops, before it is used
 * for one event after the other, so that the processor waits for many places together. It changes nothing but
 * the time that it takes.
 */
public final class ReadAhead {
    /** Events to read ahead for: few enough for what was read to be still in the cache. */
    public static final int WINDOW = 256;

    /** Fingerprints of what is sought. */
    public final int[] fingerprints = new int[WINDOW];

    /** What stands where it is sought. */
    public final int[] values = new int[WINDOW];

    /** Where what is sought was found, see {@code FingerprintTable.seek}. */
    public final int[] places = new int[WINDOW];

    private int sum;

    /** Takes the fingerprints of the ids that stand at {@code at} in so many transfers. */
    public void readIds(ByteBuffer body, int at, int transfers, Fingerprints hash) {
        for (int i = 0; i < transfers; i++) {
            int id = at + i * TransferCodec.SIZE;
            fingerprints[i] = hash.of128(body.getLong(id + Long.BYTES), body.getLong(id));
        }
    }

    /** Takes what was read, so that the reading is not optimised away. */
    public void keep(int read) {
        sum += read;
    }

    @Override
    public String toString() {
        return "read ahead " + sum;
    }
}
