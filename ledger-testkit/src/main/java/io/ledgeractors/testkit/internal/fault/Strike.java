package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;

/** What a fault does to an ask. */
public sealed interface Strike {
    /**
     * The batcher refuses the ask.
     *
     * @param reason the reason that the asker gets
     */
    record Refuse(Refusal reason) implements Strike {}

    /**
     * Each account of the ask gets a status, and nothing is sent.
     *
     * @param status the status
     */
    record AnswerAccounts(CreateAccountStatus status) implements Strike {}

    /**
     * Each transfer of the ask gets a status, and nothing is sent.
     *
     * @param status the status
     */
    record AnswerTransfers(CreateTransferStatus status) implements Strike {}

    /** What is done to the request with the ask. */
    sealed interface OnRequest extends Strike {}

    /** The faults without a parameter. */
    enum Plain implements OnRequest {
        /** The request goes its usual way, and the asker is told that the outcome is unknown. */
        ANSWER_UNKNOWN,
        /** The request waits until it is released. */
        HOLD,
        /** The first copy of the request is lost. */
        DROP_REQUEST,
        /** The first reply is lost. */
        DROP_REPLY,
        /** The first copy of the request comes twice. */
        DUPLICATE,
        /** The server loses its power after it has executed the request and before the log is forced. */
        CRASH_BEFORE_COMMIT,
        /** The server loses its power after the log is forced and before the reply leaves. */
        CRASH_AFTER_COMMIT
    }

    /**
     * The request arrives later.
     *
     * @param nanos how much later, in ns
     */
    record Delay(long nanos) implements OnRequest {}
}
