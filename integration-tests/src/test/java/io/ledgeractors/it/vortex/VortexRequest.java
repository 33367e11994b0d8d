package io.ledgeractors.it.vortex;

import java.nio.ByteBuffer;

/**
 * A request of Vortex.
 *
 * @param operation the operation
 * @param events the bytes of its events, one event after another; little endian
 */
record VortexRequest(VortexOperation<?, ?> operation, ByteBuffer events) {
    /** Executes the request and returns the frame of its reply. */
    ByteBuffer execute(VortexLedger ledger) throws InterruptedException {
        return operation.execute(ledger, events);
    }
}
