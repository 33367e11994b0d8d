package io.ledgeractors.embedded;

import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The state machine as the ledger under comparison. */
final class PreparedStateMachine implements PreparedLedger {
    // A server passes bodies that are inside larger buffers, so none begins at 0.
    private static final int OFFSET = 64;

    private final StateMachine machine;
    private final ByteBuffer request = Bytes.allocate(OFFSET + Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocate(OFFSET + Header.BODY_MAX);

    PreparedStateMachine(StateMachine machine) {
        this.machine = machine;
    }

    /** Creates an empty ledger that takes bodies of up to so many bytes. */
    static PreparedStateMachine create(int batchSizeLimit) {
        return new PreparedStateMachine(new StateMachine(StateSettings.create().withBatchSizeLimit(batchSizeLimit)));
    }

    @Override
    public boolean isValid(Operation operation, ByteBuffer body) {
        request.put(OFFSET, body, 0, body.limit());
        return machine.validate(operation, request, OFFSET, body.limit()) != null;
    }

    @Override
    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
        request.put(OFFSET, body, 0, body.limit());
        int length = machine.execute(operation, timestamp, request, OFFSET, body.limit(), reply, OFFSET);
        return reply.slice(OFFSET, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int pulse(long timestamp) {
        return machine.pulse(timestamp);
    }

    @Override
    public long nextExpiry() {
        return machine.nextExpiry();
    }
}
