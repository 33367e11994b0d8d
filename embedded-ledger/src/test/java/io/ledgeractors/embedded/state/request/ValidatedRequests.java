package io.ledgeractors.embedded.state.request;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** Creates requests for tests whose machine has its own idea of a valid body. */
public final class ValidatedRequests {
    private ValidatedRequests() {}

    /** Returns a request whose body nobody has validated. */
    public static ValidatedRequest unchecked(Operation operation, ByteBuffer body, int offset, int length, int events) {
        return new ValidatedRequest(Limits.DEFAULT, operation, body, offset, length, events);
    }
}
