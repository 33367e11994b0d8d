package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Gives the typed reply to a consumer, without decoding it yet. */
final class ReplyConsumer<P> implements AskReplyHandler {
    private final ReplyType<?, P> type;
    private final ByteBuffer events;
    private final Consumer<? super P> replyTo;

    ReplyConsumer(ReplyType<?, P> type, ByteBuffer events, Consumer<? super P> replyTo) {
        this.type = type;
        this.events = events;
        this.replyTo = replyTo;
    }

    @Override
    public void results(ByteBuffer results, long timestamp) {
        replyTo.accept(type.results(results, timestamp));
    }

    @Override
    public void refused(Refusal reason, String message) {
        replyTo.accept(type.refused(reason, message));
    }

    @Override
    public void unknown(String message) {
        replyTo.accept(type.unknown(events, message));
    }
}
