package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.actors.BulkLane;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Sends requests over the bulk lane of a ledger's batcher. Thread-safe. */
@InternalApi
public final class BulkLaneGate implements RequestGate {
    private final Ledger ledger;
    private final Duration readyTimeout;

    /**
     * Creates the gate of a ledger.
     *
     * @param readyTimeout how long {@link #ready} waits for a session
     */
    public BulkLaneGate(Ledger ledger, Duration readyTimeout) {
        this.ledger = ledger;
        this.readyTimeout = readyTimeout;
    }

    @Override
    public CompletionStage<Long> ready() {
        // The time-out counts from the end of opening, because the recovery of an embedded ledger may take long and
        // ends by itself.
        return ledger.opened()
                .handle((done, failure) -> ledger.ready(readyTimeout))
                .thenCompose(Function.identity())
                // A stream before this one may have created the same elements under the same session.
                .thenApply(registered -> Math.max(registered.registerTimestamp(), ledger.newestTimestamp()));
    }

    @Override
    public Limits limits() {
        return ledger.limits();
    }

    @Override
    public StageTime time() {
        return new StageTime(ledger.clock(), ledger.alarms().orElse(null));
    }

    @Override
    public IdGenerator newProbeIds() {
        return ledger.newProbeIds();
    }

    @Override
    public long newOrderKey() {
        return ledger.newOrderKey();
    }

    @Override
    public Ticket submit(
            Operation operation, ByteBuffer events, long order, Consumer<RawReply> replyTo, Runnable whenSent) {
        LedgerBatcher.Submit ask =
                LedgerBatcher.Submit.of(operation, events, replyTo).withOrder(order);
        return new BulkLaneTicket(ledger.bulk().send(ask, whenSent));
    }

    private record BulkLaneTicket(BulkLane.Ticket ticket) implements Ticket {
        @Override
        public boolean isWaiting() {
            return ticket.isWaiting();
        }

        @Override
        public boolean withdraw() {
            return ticket.withdraw();
        }
    }
}
