package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An ask that takes the place of another one and passes everything on to it. */
public abstract class ForwardingAsk implements EncodedAsk {
    private final EncodedAsk ask;

    /** Creates an ask in place of this one. */
    protected ForwardingAsk(EncodedAsk ask) {
        this.ask = ask;
    }

    @Override
    public void results(ByteBuffer results, long timestamp) {
        ask.results(results, timestamp);
    }

    @Override
    public void refused(Refusal reason, String message) {
        ask.refused(reason, message);
    }

    @Override
    public void unknown(String message) {
        ask.unknown(message);
    }

    @Override
    public boolean arrived() {
        return ask.arrived();
    }

    @Override
    public @Nullable Intervention intervention() {
        return ask.intervention();
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
