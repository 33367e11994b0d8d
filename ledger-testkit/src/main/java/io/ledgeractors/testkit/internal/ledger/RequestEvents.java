package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.session.Body;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** Finds the events in the body of a request. Pure. */
final class RequestEvents {
    private RequestEvents() {}

    /** Returns the events of all batches; nothing if the body is malformed. */
    static ByteBuffer of(Operation operation, Body body) {
        ByteBuffer bytes = body.bytes();
        int size = operation.eventSize();
        if (!operation.isMultiBatch()) {
            return bytes.slice(0, body.size() / size * size);
        }
        int batches = MultiBatch.batches(bytes, 0, body.size(), size);
        int events = 0;
        for (int i = 0; i < batches; i++) {
            events += MultiBatch.count(bytes, 0, body.size(), i);
        }
        return bytes.slice(0, events * size);
    }
}
