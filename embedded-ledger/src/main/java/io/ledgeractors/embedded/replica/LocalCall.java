package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;

/**
 * A request from inside this JVM, and the receiver of its outcome. Methods are called on threads of the ledger, and
 * none may block.
 */
public interface LocalCall {
    /**
     * Called before the request is executed. Returns true if it is still wanted; from then on its body is in use until
     * one of the other methods is called.
     */
    boolean begin();

    /**
     * Called when the request was executed. The outcome follows once it is durable.
     *
     * @param body the body of the reply, which must be copied before this returns
     * @param timestamp ns since 1970 at which the request was prepared
     */
    void executed(ByteBuffer body, long timestamp);

    /** Called when what was executed is durable. */
    void durable();

    /** Called if the request cannot be executed. */
    void evicted(EvictionReason reason);

    /** Called if the ledger has no capacity for what the request may create. Nothing was done. */
    void full(String why);

    /** Called if the ledger was closed or had failed before it looked at the request. Nothing was done. */
    void notSent(String why);

    /** Called if the ledger has failed and it is unknown whether the request is durable. */
    void unknown(String why);
}
