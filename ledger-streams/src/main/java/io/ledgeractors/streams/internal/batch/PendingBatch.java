package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.internal.gate.RequestGate;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An element that a stage has taken and not emitted yet, with its batch and its outcome as far as it is known. Used
 * inside one stage.
 *
 * @param <I> elements, each with a batch
 */
final class PendingBatch<I> {
    /** The phases of a batch. */
    enum State {
        /** The batch was submitted and is not answered. */
        SENT,
        /** The batch is to be sent again, because it was refused as OVERLOADED or its outcome is unknown. */
        RETRY,
        /** The results have arrived. */
        ANSWERED,
        /** The batch was definitely not executed and is not sent again. */
        REFUSED,
        /** The batch breaks a rule and was never sent. */
        INVALID,
        /** The batch may have been executed, and the stage does not try to find out. */
        UNKNOWN
    }

    final I element;
    final LedgerBatch batch;
    State state = State.SENT;

    // The results; null unless the state is ANSWERED.
    @Nullable
    ByteBuffer results;

    // The reason of the last refusal; null before the first one.
    @Nullable
    Refusal reason;

    // The error; null unless the state is INVALID.
    @Nullable
    LedgerStreamException error;

    // The recovery; null until the outcome becomes unknown.
    @Nullable
    BatchRecovery recovery;

    // The message of the last refusal or lost reply.
    String message = "";

    // The ticket of the request that was submitted last.
    RequestGate.Ticket ticket = RequestGate.Ticket.SENT;

    // A timestamp of the ledger from before the batch was first sent, ns since 1970; 0 if it is unknown.
    long before;

    PendingBatch(I element, LedgerBatch batch) {
        this.element = element;
        this.batch = batch;
    }
}
