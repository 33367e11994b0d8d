package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerResult;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * Converts rows to elements, and provides the flow that sends them to the ledger.
 *
 * @param <E> the type of elements
 * @param <R> the type of their results
 */
interface RowForm<E, R extends LedgerResult> {
    /**
     * Returns the element of a row.
     *
     * @throws IllegalArgumentException if the row is wrong; the message says why
     */
    E element(Row row);

    /** Returns the timestamp of the element in ns since 1970; 0 if it has none. */
    long timestamp(E element);

    /** Returns the flow that sends elements to the ledger. */
    FlowWithContext<E, Row, R, Row, NotUsed> flow(ActorSystem<?> system);

    /** Returns true if the ledger has an object with this id. Blocks the caller. */
    boolean isThere(ActorSystem<?> system, UInt128 id);
}
