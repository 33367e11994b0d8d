package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An element whose batch is on its way and what is known of it. Used inside one stage. */
final class Submission<I> {
    /** What is known. */
    enum State {
        /** At the batcher, not answered. */
        SENT,
        /** Refused because the queue is full, or unknown: to be sent again. */
        DEFERRED,
        /** Answered with results. */
        ANSWERED,
        /** Definitely not executed, and not to be sent again. */
        REFUSED,
        /** Never sent: the batch itself is wrong. */
        REJECTED,
        /** Executed or not. */
        UNKNOWN
    }

    final I element;
    final LedgerBatch batch;
    State state = State.SENT;

    @Nullable
    ByteBuffer results;

    @Nullable
    Refusal reason;

    @Nullable
    LedgerStreamException rejection;

    // Set once it is unknown what the batch did: how to find out.
    @Nullable
    Repetition repetition;

    String message = "";

    // How far the newest copy has got.
    BatchGate.Sending sending = BatchGate.Sending.AT_ONCE;

    // A timestamp of the ledger from before the batch was sent.
    long before;

    Submission(I element, LedgerBatch batch) {
        this.element = element;
        this.batch = batch;
    }
}
