package io.ledgeractors.embedded.log;

/**
 * Called once when the operations are durable, or when that can no longer be known. Exactly one of the methods is
 * called, and it must not block.
 */
public interface DurabilityCallback {
    /** Called when the operations are durable. */
    void durable();

    /**
     * Called if it is unknown whether the operations are durable.
     *
     * @param why the reason in words
     */
    void failed(String why);
}
