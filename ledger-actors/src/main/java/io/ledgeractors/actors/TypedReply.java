package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.codec.DecodedList;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Turns the encoded answer to a command into the typed one, without decoding it yet. */
final class TypedReply<R> implements Consumer<RawReply> {
    private final Operation operation;
    private final ByteBuffer events;
    private final DecodedList.Decoder<R> decoder;
    private final Consumer<? super LedgerReply<R>> replyTo;

    TypedReply(
            Operation operation,
            ByteBuffer events,
            DecodedList.Decoder<R> decoder,
            Consumer<? super LedgerReply<R>> replyTo) {
        this.operation = operation;
        this.events = events;
        this.decoder = decoder;
        this.replyTo = replyTo;
    }

    @Override
    public void accept(RawReply raw) {
        replyTo.accept(typed(raw));
    }

    private LedgerReply<R> typed(RawReply raw) {
        if (raw instanceof RawReply.Results results) {
            return new LedgerReply.Results<>(
                    new DecodedList<>(results.bytes(), operation.resultSize(), decoder), results.timestamp());
        }
        if (raw instanceof RawReply.Refused refused) {
            return new LedgerReply.Refused<>(refused.reason(), refused.message());
        }
        return new LedgerReply.Unknown<>(ids(), ((RawReply.Unknown) raw).message());
    }

    // Accounts, transfers and what is looked up all begin with the id.
    private List<UInt128> ids() {
        return operation.kind() == Operation.Kind.QUERY
                ? List.of()
                : new DecodedList<>(events, operation.eventSize(), Bytes::getU128);
    }
}
