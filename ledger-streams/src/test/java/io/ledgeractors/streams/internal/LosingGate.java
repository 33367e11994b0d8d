package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a real ledger that loses what is sent, or the answer to it, or is full. */
final class LosingGate implements BatchGate {
    /** Told in place of answers. */
    final AtomicInteger losses = new AtomicInteger();

    private final BatchGate way;
    private final Random random;
    private final int oneOf;

    /** One of so many is lost on its way, as many on their way back, and as many are refused. */
    LosingGate(BatchGate way, Random random, int oneOf) {
        this.way = way;
        this.random = random;
        this.oneOf = oneOf;
    }

    @Override
    public CompletionStage<Long> ready() {
        return way.ready();
    }

    @Override
    public Limits limits() {
        return way.limits();
    }

    @Override
    public long newOrderKey() {
        return way.newOrderKey();
    }

    @Override
    public Sending submit(Operation operation, ByteBuffer events, long order, Answer answer) {
        switch (random.nextInt(oneOf)) {
            case 0 -> {
                losses.incrementAndGet();
                answer.unknown("lost on its way");
            }
            case 1 -> {
                losses.incrementAndGet();
                return way.submit(operation, events, order, new Lost(answer));
            }
            case 2 -> answer.refused(Refusal.OVERLOADED, "full");
            default -> {
                return way.submit(operation, events, order, answer);
            }
        }
        return Sending.AT_ONCE;
    }

    private record Lost(Answer answer) implements Answer {
        @Override
        public void results(ByteBuffer results, long timestamp) {
            answer.unknown("lost on its way back");
        }

        @Override
        public void refused(Refusal reason, String message) {
            answer.refused(reason, message);
        }

        @Override
        public void unknown(String message) {
            answer.unknown(message);
        }
    }
}
