package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** An ask that a fault strikes. It passes its answer on to the ask of the program. */
final class StruckAsk implements EncodedAsk {
    private static final String UNKNOWN = "the test wants the outcome to be unknown; the ask was executed";

    private final EncodedAsk ask;
    private final PlannedFault fault;
    private final Intervention intervention;

    StruckAsk(EncodedAsk ask, PlannedFault fault, Intervention intervention) {
        this.ask = ask;
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
            ask.unknown(UNKNOWN);
        } else {
            ask.results(results, timestamp);
        }
    }

    @Override
    public void refused(Refusal reason, String message) {
        ask.refused(reason, message);
    }

    @Override
    public void unknown(String message) {
        ask.unknown(message);
    }

    // The ask has arrived before it was struck.
    @Override
    public boolean arrived() {
        return false;
    }

    @Override
    public boolean readsAtOnce() {
        return ask.readsAtOnce();
    }

    @Override
    public Operation operation() {
        return ask.operation();
    }

    @Override
    public ByteBuffer events() {
        return ask.events();
    }

    @Override
    public int count() {
        return ask.count();
    }

    @Override
    public int batches() {
        return ask.batches();
    }

    @Override
    public int countOf(int index) {
        return ask.countOf(index);
    }

    @Override
    public int resultsOf(int index) {
        return ask.resultsOf(index);
    }

    @Override
    public boolean isForwarded() {
        return ask.isForwarded();
    }

    @Override
    public int results() {
        return ask.results();
    }

    @Override
    public long order() {
        return ask.order();
    }

    @Override
    public boolean isImported() {
        return ask.isImported();
    }

    @Override
    public boolean isBulk() {
        return ask.isBulk();
    }

    @Override
    public boolean hasCredit() {
        return ask.hasCredit();
    }

    @Override
    public long timeoutNanos() {
        return ask.timeoutNanos();
    }

    @Override
    public boolean isAnswered() {
        return ask.isAnswered();
    }
}
