package io.ledgeractors.actors;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Gives the encoded reply to a consumer. */
record RawReplyConsumer(Consumer<? super RawReply> replyTo) implements AskReplyHandler {
    @Override
    public void results(ByteBuffer results, long timestamp) {
        replyTo.accept(new RawReply.Results(results, timestamp));
    }

    @Override
    public void refused(Refusal reason, String message) {
        replyTo.accept(new RawReply.Refused(reason, message));
    }

    @Override
    public void unknown(String message) {
        replyTo.accept(new RawReply.Unknown(message));
    }

    @Override
    public boolean readsAtOnce() {
        return replyTo instanceof RawReply.Reader;
    }
}
