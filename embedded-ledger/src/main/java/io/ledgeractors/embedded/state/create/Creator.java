package io.ledgeractors.embedded.state.create;

import io.ledgeractors.model.CreateTransferStatus;
import java.nio.ByteBuffer;

/** Creates objects of one kind, accounts or transfers. Statuses are the codes of the wire format. */
interface Creator {
    /** {@code created}, the same code for accounts and transfers. */
    int CREATED = CreateTransferStatus.Created.code();

    /** {@code linked_event_failed}, the same code for accounts and transfers. */
    int LINKED_EVENT_FAILED = CreateTransferStatus.LinkedEventFailed.code();

    /** {@code linked_event_chain_open}, the same code for accounts and transfers. */
    int LINKED_EVENT_CHAIN_OPEN = CreateTransferStatus.LinkedEventChainOpen.code();

    /**
     * Begins a batch.
     *
     * @param firstFlags flags of its first event, which decide whether all events of the batch are imported
     * @param timestamp the timestamp of its last event
     */
    void beginBatch(int firstFlags, long timestamp);

    /** Adds the objects created so far to the search indexes. Must not be called while a chain is open. */
    void index();

    /**
     * Prefetches the memory that the next events need.
     *
     * @param at where the first of them stands
     * @param events number of events, at most {@link io.ledgeractors.embedded.state.tables.ReadAhead#WINDOW}
     */
    void prefetch(ByteBuffer body, int at, int events);

    /** Creates the object that stands at {@code at} if the rules permit it, and returns the status. */
    int create(ByteBuffer body, int at, long eventTimestamp);

    /** Returns the timestamp of the last result: that of the object if the ledger has it, else that of the event. */
    long timestamp();

    /** Handles the failure of the event at {@code at}. Called after its chain was rolled back. */
    void failed(ByteBuffer body, int at, int status);

    /** Opens a chain: changes from here on can be rolled back. */
    void openChain();

    /** Closes the chain and keeps its changes. */
    void keepChain();

    /** Closes the chain and undoes its changes. */
    void rollBackChain();
}
