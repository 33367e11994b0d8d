package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Completes with the typed reply. It is the handler of the encoded one too, which saves an object for each ask. */
final class ReplyFuture<P> extends CompletableFuture<P> implements AskReplyHandler {
    private final ReplyType<?, P> type;
    private final ByteBuffer events;

    ReplyFuture(ReplyType<?, P> type, ByteBuffer events) {
        this.type = type;
        this.events = events;
    }

    @Override
    public void results(ByteBuffer results, long timestamp) {
        complete(type.results(results, timestamp));
    }

    @Override
    public void refused(Refusal reason, String message) {
        complete(type.refused(reason, message));
    }

    @Override
    public void unknown(String message) {
        complete(type.unknown(events, message));
    }

    // Stages that depend on this one keep neither the events nor the type.
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
