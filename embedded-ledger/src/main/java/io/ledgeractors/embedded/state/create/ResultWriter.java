package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * Writes the results of one batch of create events. There is a result of 16 bytes for each event or, for clients of
 * release 0.16, a result of 8 bytes for each failed event.
 */
final class ResultWriter {
    private static final int SPARSE_SIZE = Operation.CREATE_TRANSFERS_SPARSE.resultSize();

    /** u32: the status, behind the index of the event. */
    private static final int SPARSE_STATUS = Integer.BYTES;

    private ByteBuffer reply = ByteBuffer.allocate(0);
    private int start;
    private boolean sparse;
    private int count;

    /**
     * Begins a batch.
     *
     * @param offset where its results begin
     * @param failuresOnly true to write results of failed events only
     */
    void begin(ByteBuffer into, int offset, boolean failuresOnly) {
        reply = into;
        start = offset;
        sparse = failuresOnly;
        count = 0;
    }

    /** Returns the number of results written. */
    int count() {
        return count;
    }

    /** Writes the result of the next event, unless only failures are wanted and it is none. */
    void add(int index, int status, long timestamp) {
        if (sparse) {
            if (status != Creator.CREATED) {
                addFailure(index, status);
            }
            return;
        }
        Invariant.that(index == count, "results are out of order");
        int at = start + count * CreateTransferResultCodec.SIZE;
        reply.putLong(at + CreateTransferResultCodec.TIMESTAMP, timestamp);
        reply.putInt(at + CreateTransferResultCodec.STATUS, status);
        reply.putInt(at + CreateTransferResultCodec.RESERVED, 0);
        count++;
    }

    /** Changes the results of the created events of a broken chain to failures; their timestamps stay as they were. */
    void breakChain(int from, int to) {
        for (int index = from; index < to; index++) {
            if (sparse) {
                addFailure(index, Creator.LINKED_EVENT_FAILED);
            } else {
                int at = start + index * CreateTransferResultCodec.SIZE;
                reply.putInt(at + CreateTransferResultCodec.STATUS, Creator.LINKED_EVENT_FAILED);
            }
        }
    }

    private void addFailure(int index, int status) {
        int at = start + count * SPARSE_SIZE;
        reply.putInt(at, index);
        reply.putInt(at + SPARSE_STATUS, status);
        count++;
    }
}
