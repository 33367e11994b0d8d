package io.ledgeractors.embedded.state.request;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * A request whose body a {@link RequestValidator} found well-formed. It is the proof that execution needs, so a body is
 * validated once on its way.
 *
 * <p>The body is not copied: its bytes must not change until the request was executed. Immutable otherwise.
 */
public final class ValidatedRequest {
    private final Limits limits;
    private final Operation operation;
    private final ByteBuffer body;
    private final int offset;
    private final int length;
    private final int events;

    ValidatedRequest(Limits limits, Operation operation, ByteBuffer body, int offset, int length, int events) {
        this.limits = limits;
        this.operation = operation;
        this.body = body;
        this.offset = offset;
        this.length = length;
        this.events = events;
    }

    /** Returns the limits that the request keeps. */
    public Limits limits() {
        return limits;
    }

    /** Returns the operation. */
    public Operation operation() {
        return operation;
    }

    /** Returns the buffer that contains the body, little endian, from {@link #offset} on. */
    public ByteBuffer body() {
        return body;
    }

    /** Returns where the body begins. */
    public int offset() {
        return offset;
    }

    /** Returns the bytes of the body. */
    public int length() {
        return length;
    }

    /** Returns the number of elements of all batches: objects to create, ids to look up, or filters. */
    public int events() {
        return events;
    }

    /** Returns the number of events that get a timestamp of their own: those of create operations, else 0. */
    public int timestampsNeeded() {
        return operation.isCreate() ? events : 0;
    }
}
