package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;
import java.nio.ByteBuffer;

/** Takes the encoded reply to one ask. Exactly one of the first three methods is called, once. */
interface AskReplyHandler {
    /** See {@link io.ledgeractors.actors.message.EncodedAsk#results}. */
    void results(ByteBuffer results, long timestamp);

    /** See {@link io.ledgeractors.actors.message.EncodedAsk#refused}. */
    void refused(Refusal reason, String message);

    /** See {@link io.ledgeractors.actors.message.EncodedAsk#unknown}. */
    void unknown(String message);

    /** See {@link io.ledgeractors.actors.message.EncodedAsk#readsAtOnce}. */
    default boolean readsAtOnce() {
        return false;
    }
}
