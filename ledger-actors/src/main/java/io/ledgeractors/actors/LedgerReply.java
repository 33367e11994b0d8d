package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * How an ask ended: exactly one of these is delivered for each.
 *
 * @param <R> the results
 */
public sealed interface LedgerReply<R> {
    /**
     * The ask was executed.
     *
     * @param results of a create one per event, at its position; of a look-up or query those found, in order.
     *     Unmodifiable; each {@code get} decodes from the reply's bytes, so that it happens where the asker stands
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    record Results<R>(List<R> results, long timestamp) implements LedgerReply<R> {}

    /**
     * The ask was definitely not executed.
     *
     * @param reason what to do about it
     * @param message for people
     */
    record Refused<R>(Refusal reason, String message) implements LedgerReply<R> {}

    /**
     * Nobody knows whether the ask was executed, or still will be. This is not a failure: look the ids up later,
     * or send the very same events again.
     *
     * @param ids of the events that were to be created, or of what was looked up; empty for queries
     * @param message for people
     */
    record Unknown<R>(List<UInt128> ids, String message) implements LedgerReply<R> {}
}
