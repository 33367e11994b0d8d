package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import java.nio.ByteBuffer;

/** An ask that a fault strikes. It passes its answer on to the ask of the program. */
final class StruckAsk extends ForwardingAsk {
    private static final String UNKNOWN = "the test wants the outcome to be unknown; the ask was executed";

    private final PlannedFault fault;
    private final Intervention intervention;

    StruckAsk(EncodedAsk ask, PlannedFault fault, Intervention intervention) {
        super(ask);
        this.fault = fault;
        this.intervention = intervention;
    }

    @Override
    public Intervention intervention() {
        return intervention;
    }

    @Override
    public void results(ByteBuffer results, long timestamp) {
        if (fault.strike() == Strike.Plain.ANSWER_UNKNOWN) {
            fault.hasStruck();
            super.unknown(UNKNOWN);
        } else {
            super.results(results, timestamp);
        }
    }

    // The ask has arrived before it was struck.
    @Override
    public boolean arrived() {
        return false;
    }
}
