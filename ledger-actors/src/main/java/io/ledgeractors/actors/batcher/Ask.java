package io.ledgeractors.actors.batcher;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** What the batcher needs to know of a command. Immutable. */
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

    /** True for what may wait for others: streams, imports. */
    boolean isBulk();
}
