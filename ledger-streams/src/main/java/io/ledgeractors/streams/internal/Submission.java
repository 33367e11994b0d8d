package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.streams.EventBatch;
import io.ledgeractors.streams.LedgerStreamException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A batch on its way and what is known of it. Used inside one stage. */
final class Submission<B extends EventBatch> {
    /** What is known. */
    enum State {
        /** At the batcher, not answered. */
        SENT,
        /** Refused because the queue is full; to be sent again. */
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

    final B batch;
    State state = State.SENT;

    @Nullable
    ByteBuffer results;

    @Nullable
    Refusal reason;

    @Nullable
    LedgerStreamException rejection;

    String message = "";

    Submission(B batch) {
        this.batch = batch;
    }
}
