package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;

/**
 * Writes the results of one batch of create events: one of 16 bytes for each event, or, for clients of 0.16, one
 * of 8 bytes for each failure.
 */
final class ResultWriter {
    private static final int SPARSE_SIZE = 8;
    private static final int SPARSE_STATUS = 4;

    private ByteBuffer reply = ByteBuffer.allocate(0);
    private int start;
    private boolean sparse;
    private int count;

    /** Begins a batch, whose results stand from {@code offset} on. */
    void begin(ByteBuffer into, int offset, boolean failuresOnly) {
        reply = into;
        start = offset;
        sparse = failuresOnly;
        count = 0;
    }

    /** Results written. */
    int count() {
        return count;
    }

    /** Writes the result of the next event. */
    void add(int index, int status, long timestamp) {
        if (sparse) {
            if (status != Creator.CREATED) {
                addFailure(index, status);
            }
            return;
        }
        Invariant.that(index == count, "results out of order");
        int at = start + count * CreateTransferResultCodec.SIZE;
        reply.putLong(at + CreateTransferResultCodec.TIMESTAMP, timestamp);
        reply.putInt(at + CreateTransferResultCodec.STATUS, status);
        reply.putInt(at + CreateTransferResultCodec.RESERVED, 0);
        count++;
    }

    /** Lets the events of a chain fail that had been created; their timestamps stay as they were. */
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
