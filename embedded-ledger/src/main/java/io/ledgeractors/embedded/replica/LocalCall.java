package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;

/** A request from inside this JVM and who waits for it. Methods are called on threads of the ledger; none may block. */
public interface LocalCall {
    /** True if the request is still wanted; from then on its body is in use until one of the others is called. */
    boolean begin();

    /**
     * The body of the reply, to be copied before this returns; the outcome follows once it lasts.
     *
     * @param timestamp ns since 1970 at which the request was prepared
     */
    void executed(ByteBuffer body, long timestamp);

    /** What was executed lasts. */
    void durable();

    /** The request cannot be executed. */
    void evicted(EvictionReason reason);

    /** The ledger has no room for what the request may create: nothing was done. */
    void full(String why);

    /** The ledger is closed or has failed before the request was looked at. */
    void notSent(String why);

    /** The ledger has failed, and nobody knows whether the request lasts. */
    void unknown(String why);
}
