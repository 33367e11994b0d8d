package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A handle to the ledger whose asks are executed in the order in which they were made; made by
 * {@link Ledger#newHandle()}. Thread-safe.
 *
 * <p>Every stage completes exactly once and normally, with results, refused or unknown. Without a time-out that may
 * take for ever, see {@link #withTimeout}. A program that stops waiting for a stage, or cancels it, does not take the
 * ask back. A stage completes on the batcher's thread, so code that is chained to it must not block; otherwise chain it
 * with one of the {@code Async} methods and an executor of your own.
 */
public final class LedgerHandle {
    private final ActorRef<LedgerBatcher.Command> batcher;
    private final LedgerStatus status;
    private final ReentrantAsks reentrantAsks;
    private final long order;
    private final @Nullable Duration timeout;

    LedgerHandle(
            ActorRef<LedgerBatcher.Command> batcher, LedgerStatus status, ReentrantAsks reentrantAsks, long order) {
        this(batcher, status, reentrantAsks, order, null);
    }

    private LedgerHandle(
            ActorRef<LedgerBatcher.Command> batcher,
            LedgerStatus status,
            ReentrantAsks reentrantAsks,
            long order,
            @Nullable Duration timeout) {
        this.batcher = batcher;
        this.status = status;
        this.reentrantAsks = reentrantAsks;
        this.order = order;
        this.timeout = timeout;
    }

    /**
     * Returns a handle with the same order whose asks have a time-out: see {@link LedgerBatcher.Submit#withTimeout}.
     *
     * @param newTimeout not negative; zero: none
     * @throws IllegalArgumentException if the time-out is negative
     */
    public LedgerHandle withTimeout(Duration newTimeout) {
        return new LedgerHandle(batcher, status, reentrantAsks, order, checked(newTimeout));
    }

    /**
     * Asks the ledger.
     *
     * @return completes normally, with the reply to the request
     */
    public <P extends LedgerReply<?>> CompletionStage<P> ask(LedgerRequest<P> request) {
        return send(request, timeout);
    }

    /**
     * Asks the ledger, with a time-out: see {@link LedgerBatcher.Submit#withTimeout}.
     *
     * @param askTimeout not negative; zero: none
     * @throws IllegalArgumentException if the time-out is negative
     */
    public <P extends LedgerReply<?>> CompletionStage<P> ask(LedgerRequest<P> request, Duration askTimeout) {
        return send(request, checked(askTimeout));
    }

    /** Creates accounts; see {@link LedgerRequest#createAccounts}. */
    public CompletionStage<CreateAccountsReply> createAccounts(List<Account> accounts) {
        return ask(LedgerRequest.createAccounts(accounts));
    }

    /** Creates accounts, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<CreateAccountsReply> createAccounts(List<Account> accounts, Duration askTimeout) {
        return ask(LedgerRequest.createAccounts(accounts), askTimeout);
    }

    /** Creates transfers; see {@link LedgerRequest#createTransfers}. */
    public CompletionStage<CreateTransfersReply> createTransfers(List<Transfer> transfers) {
        return ask(LedgerRequest.createTransfers(transfers));
    }

    /** Creates transfers, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<CreateTransfersReply> createTransfers(List<Transfer> transfers, Duration askTimeout) {
        return ask(LedgerRequest.createTransfers(transfers), askTimeout);
    }

    /** Looks accounts up; see {@link LedgerRequest#lookupAccounts}. */
    public CompletionStage<LookupAccountsReply> lookupAccounts(List<UInt128> ids) {
        return ask(LedgerRequest.lookupAccounts(ids));
    }

    /** Looks accounts up, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<LookupAccountsReply> lookupAccounts(List<UInt128> ids, Duration askTimeout) {
        return ask(LedgerRequest.lookupAccounts(ids), askTimeout);
    }

    /** Looks transfers up; see {@link LedgerRequest#lookupTransfers}. */
    public CompletionStage<LookupTransfersReply> lookupTransfers(List<UInt128> ids) {
        return ask(LedgerRequest.lookupTransfers(ids));
    }

    /** Looks transfers up, with a time-out; see {@link #ask(LedgerRequest, Duration)}. */
    public CompletionStage<LookupTransfersReply> lookupTransfers(List<UInt128> ids, Duration askTimeout) {
        return ask(LedgerRequest.lookupTransfers(ids), askTimeout);
    }

    private <P extends LedgerReply<?>> CompletionStage<P> send(LedgerRequest<P> request, @Nullable Duration limit) {
        ReplyFuture<P> reply = request.future();
        Submit ask = request.command(reply);
        if (status.isClosed()) {
            ask.refused(Refusal.CLOSED, "the system is shutting down");
        } else {
            Submit ordered = order == 0 ? ask : ask.withOrder(order);
            tell(limit == null ? ordered : ordered.withTimeout(limit));
        }
        return reply;
    }

    private static Duration checked(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out must not be negative, but is " + timeout);
        }
        return timeout;
    }

    private void tell(Submit ask) {
        if (reentrantAsks.take(ask)) {
            return;
        }
        if (status.admit()) {
            batcher.tell(ask.admitted());
        } else {
            ask.refused(Refusal.OVERLOADED, "more asks than may wait are on their way to the batcher already");
        }
    }
}
