package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.tck.vectors.LedgerTarget;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A state machine that gets its timestamps as a replica gives them. Its balances are audited after every request. */
final class DirectLedger implements LedgerTarget {
    private final ManualClock clock = new ManualClock();
    private final StateMachine machine;
    private final BooksAudit audit;
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private long last;

    DirectLedger(StateSettings settings) {
        this(settings, RecordStores.offHeap());
    }

    DirectLedger(StateSettings settings, RecordStores stores) {
        machine = new StateMachine(settings, stores);
        audit = new BooksAudit(machine);
    }

    StateMachine machine() {
        return machine;
    }

    @Override
    public Answer execute(Operation operation, ByteBuffer body) {
        ValidatedRequest request = machine.validate(operation, body, 0, body.limit());
        if (request == null) {
            throw new IllegalArgumentException("the body of this " + operation + " request is invalid");
        }
        prepare(request.timestampsNeeded());
        int length = machine.execute(request, last, reply, 0);
        audit.check();
        return new Answer(Bytes.allocate(length).put(0, reply, 0, length), last);
    }

    @Override
    public void pause(long millis) {
        clock.advance(Duration.ofMillis(millis));
        while (machine.nextExpiry() <= clock.realtimeNanos()) {
            prepare(StateMachine.PULSE_TIMESTAMPS);
            machine.pulse(last);
            audit.check();
        }
    }

    private void prepare(int timestamps) {
        last = Math.max(clock.realtimeNanos(), last + 1) + timestamps;
    }
}
