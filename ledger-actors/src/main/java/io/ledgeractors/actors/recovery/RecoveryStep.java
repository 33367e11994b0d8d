package io.ledgeractors.actors.recovery;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** The next step of a {@link RequestRecovery}. */
public sealed interface RecoveryStep {
    /** The purpose of a request. */
    enum Purpose {
        /** Sends the lost bytes once more, all or some whole batches of them. */
        RESEND,
        /** Invalidates ids, so that a late copy of the lost request cannot create their transfers any more. */
        INVALIDATE,
        /** Looks up what the ledger holds under ids of the lost request. */
        LOOK_UP
    }

    /**
     * A request to send. Its reply goes to {@link RequestRecovery#answered}, the loss of the session to {@link
     * RequestRecovery#lost}.
     *
     * @param body the request with its trailer, little endian, from 0 to the limit; must not be written to
     * @param events number of events in it
     * @param batches number of batches in it
     */
    record Send(Purpose purpose, Operation operation, ByteBuffer body, int events, int batches)
            implements RecoveryStep {}

    /** The recovery is over. Everything that can be known is known. */
    record Done(RecoveredResults results) implements RecoveryStep {}
}
