package io.ledgeractors.tck.naive;

import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.tck.vectors.LedgerTarget;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A naive ledger for replays of scenarios, with a clock that moves only in pauses. It prepares requests and pulses by
 * the protocol fact sheet, section 9. Not thread-safe.
 */
public final class NaiveTarget implements LedgerTarget {
    private static final int PULSE = 8_190;

    private final PreparedLedger ledger;
    private long now;
    private long last;

    /** Creates a ledger whose clock starts at this time, ns since 1970. */
    public NaiveTarget(PreparedLedger ledger, long now) {
        this.ledger = ledger;
        this.now = now;
    }

    /** Returns an empty naive ledger whose clock starts at the beginning of 2026. */
    public static NaiveTarget create(int batchSizeLimit) {
        return new NaiveTarget(new NaiveStateMachine(batchSizeLimit), 1_767_225_600_000_000_000L);
    }

    @Override
    public Answer execute(Operation operation, ByteBuffer body) {
        ByteBuffer request = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!ledger.isValid(operation, request)) {
            throw new IllegalArgumentException("a malformed " + operation + " of " + request.limit() + " bytes");
        }
        long timestamp = prepare(operation.isCreate() ? events(operation, request) : 0);
        ByteBuffer reply = ledger.execute(operation, timestamp, request);
        expire();
        return new Answer(reply, timestamp);
    }

    @Override
    public void pause(long millis) {
        now += millis * 1_000_000;
        expire();
    }

    private void expire() {
        while (ledger.nextExpiry() <= Math.max(now, last + 1)) {
            ledger.pulse(prepare(PULSE));
        }
    }

    private long prepare(int events) {
        last = Math.max(now, last + 1) + events;
        return last;
    }

    private static int events(Operation operation, ByteBuffer body) {
        int payload = operation.isMultiBatch()
                ? MultiBatch.payloadSize(body, 0, body.limit(), operation.eventSize())
                : body.limit();
        return payload / operation.eventSize();
    }
}
