package io.ledgeractors.actors.message;

import io.ledgeractors.actors.internal.batching.BulkCredit;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** What the batcher needs to know of a command. Immutable but for {@link #isAnswered}. */
public interface Ask {
    /** What to do. */
    Operation operation();

    /** The encoded events from 0 to the limit, little endian; nobody changes them until the ask is answered. */
    ByteBuffer events();

    /** Number of events. */
    int count();

    /** Results at worst: one per event, or the limit of a query. */
    int results();

    /** The key whose asks are executed in order of arrival; 0: none. */
    long order();

    /**
     * True if the first event is imported. The ledger judges each batch by its first event; a request whose first
     * batch is not imported and a later one is stops a real 0.17.9 server, so the two kinds never share a request.
     */
    boolean isImported();

    /** True for what may wait for others: streams, imports. */
    boolean isBulk();

    /**
     * True if somebody else bounds how much of its like is at the batcher, see {@link BulkCredit}: it is not counted
     * towards the bound of the queue and never refused for want of room.
     */
    boolean hasCredit();

    /** ns after which it is answered, whatever happens; 0: never; below 0: as the batcher is set. */
    long timeoutNanos();

    /** True if it has its answer. */
    boolean isAnswered();
}
