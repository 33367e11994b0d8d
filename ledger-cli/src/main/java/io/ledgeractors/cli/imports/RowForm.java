package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerResult;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FlowWithContext;

/**
 * How rows become elements, and where these go.
 *
 * @param <E> elements
 * @param <R> their results
 */
interface RowForm<E, R extends LedgerResult> {
    /**
     * The element of a row.
     *
     * @throws IllegalArgumentException if the row is wrong; the message says what
     */
    E element(Row row);

    /** The element's own time, in ns since 1970; 0 if it has none. */
    long timestamp(E element);

    /** The flow for such elements. */
    FlowWithContext<E, Row, R, Row, NotUsed> flow(ActorSystem<?> system);

    /** True if the ledger has an object with this id. */
    boolean isThere(ActorSystem<?> system, UInt128 id);
}
