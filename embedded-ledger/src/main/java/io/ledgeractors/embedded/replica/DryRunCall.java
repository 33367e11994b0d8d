package io.ledgeractors.embedded.replica;

/**
 * The receiver of the outcome of a dry run. Methods are called on threads of the ledger, or on that of the caller if
 * the ledger is closed, and none may block.
 */
public interface DryRunCall {
    /** Called when the request was executed and taken back. The buffers hold the results, which must not leave yet. */
    void executed();

    /** Called when all operations on which the results rest are durable. */
    void durable();

    /** Called if the ledger would refuse the request for lack of capacity. Nothing was done. */
    void full(String why);

    /**
     * Called if the ledger is closed or has failed, or if the request is malformed. Nothing is kept. Called again if it
     * threw for lack of memory, and called after another method that threw.
     */
    void refused(String why);
}
