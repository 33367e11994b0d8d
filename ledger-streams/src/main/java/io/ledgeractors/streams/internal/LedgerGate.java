package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.BulkLane;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The batcher of an actor system's ledger, bulk lane. */
public final class LedgerGate implements BatchGate {
    private final Ledger ledger;
    private final Duration readyTimeout;

    /**
     * Describes the way.
     *
     * @param ledger whose batcher
     * @param readyTimeout how long to wait for the first session
     */
    public LedgerGate(Ledger ledger, Duration readyTimeout) {
        this.ledger = ledger;
        this.readyTimeout = readyTimeout;
    }

    @Override
    public CompletionStage<Long> ready() {
        // An embedded ledger that is being opened gets on; how long that may take is not for a time-out to say.
        return ledger.opened()
                .handle((done, failure) -> ledger.ready(readyTimeout))
                .thenCompose(Function.identity())
                .thenApply(SessionState.Registered::registerTimestamp);
    }

    @Override
    public Limits limits() {
        return ledger.limits();
    }

    @Override
    public long newOrderKey() {
        return ledger.newOrderKey();
    }

    @Override
    public Sending submit(Operation operation, ByteBuffer events, long order, Answer answer) {
        Consumer<RawReply> replyTo = reply -> pass(reply, answer);
        RawReply.Reader reader = replyTo::accept;
        LedgerBatcher.Submit ask = LedgerBatcher.Submit.of(operation, events, answer.readsAtOnce() ? reader : replyTo);
        return new OnTicket(ledger.bulk().send(ask.withOrder(order), answer::sent));
    }

    private record OnTicket(BulkLane.Ticket ticket) implements Sending {
        @Override
        public boolean isWaiting() {
            return ticket.isWaiting();
        }

        @Override
        public boolean withdraw() {
            return ticket.withdraw();
        }
    }

    private static void pass(RawReply reply, Answer answer) {
        if (reply instanceof RawReply.Results results) {
            answer.results(results.bytes(), results.timestamp());
        } else if (reply instanceof RawReply.Refused refused) {
            answer.refused(refused.reason(), refused.message());
        } else if (reply instanceof RawReply.Unknown unknown) {
            answer.unknown(unknown.message());
        }
    }
}
