package io.ledgeractors.actors;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * The reply to one request. Each request gets exactly one, and each operation has a class of its own, so that Pekko's
 * message adapters can tell them apart. Immutable.
 *
 * <pre>{@code
 * LedgerReply.Outcome<CreateTransferResult> outcome = reply.outcome();
 * if (outcome instanceof LedgerReply.Results<CreateTransferResult> executed) {
 *     ...
 * } else if (outcome instanceof LedgerReply.Refused<CreateTransferResult> refused) {
 *     ...
 * } else if (outcome instanceof LedgerReply.Unknown<CreateTransferResult> unknown) {
 *     ...
 * }
 * }</pre>
 *
 * @param <R> the type of one result
 */
public abstract sealed class LedgerReply<R>
        permits CreateAccountsReply,
                CreateTransfersReply,
                LookupAccountsReply,
                LookupTransfersReply,
                GetAccountTransfersReply,
                GetAccountBalancesReply,
                QueryAccountsReply,
                QueryTransfersReply,
                GetChangeEventsReply {
    /**
     * The outcome of a request.
     *
     * @param <R> the type of one result
     */
    public sealed interface Outcome<R> {}

    /**
     * The request was executed.
     *
     * @param results the results in the order that the class of the reply states. Unmodifiable; each {@code get}
     *     decodes from the bytes of the reply on the caller's thread. A list that is kept keeps the bytes of the whole
     *     reply, at most 1 MiB
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    public record Results<R>(List<R> results, long timestamp) implements Outcome<R> {}

    /**
     * The request was definitely not executed, and will not be.
     *
     * @param reason tells what to do about it
     * @param message explanation for people
     */
    public record Refused<R>(Refusal reason, String message) implements Outcome<R> {}

    /**
     * Nobody knows whether the request was executed, or still will be. This is not a failure. Look the ids up later, or
     * send the very same events again.
     *
     * @param ids the ids of the events that were to be created, or ids that were looked up; empty for queries
     * @param message explanation for people
     */
    public record Unknown<R>(List<UInt128> ids, String message) implements Outcome<R> {}

    private final Outcome<R> outcome;

    LedgerReply(Outcome<R> outcome) {
        this.outcome = outcome;
    }

    /** Returns how the request ended. */
    public final Outcome<R> outcome() {
        return outcome;
    }

    /**
     * Returns the results of a request that was executed.
     *
     * @throws LedgerRefusedException if the request was refused
     * @throws LedgerOutcomeUnknownException if nobody knows whether the request was executed
     */
    public final List<R> orThrow() {
        if (outcome instanceof Results<R> executed) {
            return executed.results();
        }
        if (outcome instanceof Refused<R> refused) {
            throw new LedgerRefusedException(refused.reason(), refused.message());
        }
        Unknown<R> unknown = (Unknown<R>) outcome;
        throw new LedgerOutcomeUnknownException(unknown.ids(), unknown.message());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LedgerReply<?> reply && getClass() == reply.getClass() && outcome.equals(reply.outcome);
    }

    @Override
    public final int hashCode() {
        return outcome.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + outcome + "]";
    }
}
