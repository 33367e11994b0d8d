package io.ledgeractors.embedded.state.request;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** Requests whose bodies nobody has validated. */
public final class AnyRequest {
    private AnyRequest() {}

    /** Returns a request of one event. */
    public static ValidatedRequest of(Operation operation, ByteBuffer body, int offset, int length) {
        return new ValidatedRequest(Limits.DEFAULT, operation, body, offset, length, 1);
    }
}
