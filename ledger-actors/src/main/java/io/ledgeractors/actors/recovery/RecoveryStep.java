package io.ledgeractors.actors.recovery;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** What a {@link RequestRecovery} wants next. */
public sealed interface RecoveryStep {
    /** Why a request is sent. */
    enum Purpose {
        /** The lost bytes once more, all or some whole batches of them. */
        RESEND,
        /** Something that uses ids up, so that a late copy of the lost request cannot create them any more. */
        SPEND,
        /** Reads what is in the ledger under ids of the lost request. */
        LOOK_UP
    }

    /**
     * A request to send: its reply goes to {@link RequestRecovery#answered}, the loss of the session to {@link
     * RequestRecovery#lost}.
     *
     * @param body with its trailer, little endian, from 0 to the limit; not to be written to
     * @param events in it
     * @param batches in it
     */
    record Send(Purpose purpose, Operation operation, ByteBuffer body, int events, int batches)
            implements RecoveryStep {}

    /** All that can be known is known. */
    record Done(RecoveredResults resolved) implements RecoveryStep {}
}
