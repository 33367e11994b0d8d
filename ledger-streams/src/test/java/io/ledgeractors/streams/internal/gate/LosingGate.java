package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A gate to a real ledger that loses some requests and replies, and refuses some requests as OVERLOADED. */
public final class LosingGate implements RequestGate {
    private final AtomicInteger losses = new AtomicInteger();
    private final RequestGate gate;
    private final Random random;
    private final int oneOf;

    /** Creates a gate that loses one of {@code oneOf} requests, loses as many replies and refuses as many requests. */
    public LosingGate(RequestGate gate, Random random, int oneOf) {
        this.gate = gate;
        this.random = random;
        this.oneOf = oneOf;
    }

    /** Returns the number of requests that were answered as unknown. */
    public int losses() {
        return losses.get();
    }

    @Override
    public CompletionStage<Long> ready() {
        return gate.ready();
    }

    @Override
    public Limits limits() {
        return gate.limits();
    }

    @Override
    public long newOrderKey() {
        return gate.newOrderKey();
    }

    @Override
    public Ticket submit(
            Operation operation, ByteBuffer events, long order, Consumer<RawReply> replyTo, Runnable whenSent) {
        switch (random.nextInt(oneOf)) {
            case 0 -> {
                losses.incrementAndGet();
                replyTo.accept(new RawReply.Unknown("the request was lost"));
            }
            case 1 -> {
                losses.incrementAndGet();
                return gate.submit(operation, events, order, reply -> replyTo.accept(lost(reply)), whenSent);
            }
            case 2 -> replyTo.accept(new RawReply.Refused(Refusal.OVERLOADED, "full"));
            default -> {
                return gate.submit(operation, events, order, replyTo, whenSent);
            }
        }
        return Ticket.SENT;
    }

    private static RawReply lost(RawReply reply) {
        return reply instanceof RawReply.Results ? new RawReply.Unknown("the reply was lost") : reply;
    }
}
