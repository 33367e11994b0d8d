package io.ledgeractors.embedded.state.create;

import java.nio.ByteBuffer;

/** Creates one kind of object. Statuses are codes on the wire. */
interface Creator {
    /** {@code created}. */
    int CREATED = 0xffff_ffff;

    /** {@code linked_event_failed}. */
    int LINKED_EVENT_FAILED = 1;

    /** {@code linked_event_chain_open}. */
    int LINKED_EVENT_CHAIN_OPEN = 2;

    /**
     * Begins a batch.
     *
     * @param firstFlags flags of its first event: they decide whether the batch is imported
     * @param timestamp that of its last event
     */
    void beginBatch(int firstFlags, long timestamp);

    /** Makes findable what was created so far and cannot be undone any more; no chain is open. */
    void index();

    /** Reads ahead what so many events from {@code at} on will need; changes nothing. */
    void prefetch(ByteBuffer body, int at, int events);

    /** Creates the object that stands at {@code at}, or not: the status. */
    int create(ByteBuffer body, int at, long eventTimestamp);

    /** The timestamp of the last status: that of the object if it is in the ledger, else that of the event. */
    long timestamp();

    /** Tells that the event at {@code at} failed so, after its chain was undone. */
    void failed(ByteBuffer body, int at, int status);

    /** From here on, all may be undone. */
    void openChain();

    /** What happened since {@link #openChain} stays. */
    void keepChain();

    /** What happened since {@link #openChain} is undone. */
    void rollBackChain();
}
