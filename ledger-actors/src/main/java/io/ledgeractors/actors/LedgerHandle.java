package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.internal.session.ReentrantAsks;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The ledger for those who are no actors. Every stage completes exactly once and normally, with results, refused
 * or unknown; without a time-out that may take for ever, see {@link #withTimeout}. To stop waiting for a stage, or to
 * cancel it, does not take the ask back. It completes on the batcher's thread: what is chained to it must not block,
 * or be chained with one of the {@code Async} methods and an executor of one's own.
 *
 * <p>Thread-safe. Asks of one client that came from {@link Ledger#newHandle()} are executed in the order in
 * which they were made.
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
     * The same client, with the same order, whose asks have a time-out: see {@link LedgerBatcher.Submit#withTimeout}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public LedgerHandle withTimeout(Duration newTimeout) {
        if (newTimeout.isNegative()) {
            throw new IllegalArgumentException("a time-out must not be negative, but is " + newTimeout);
        }
        return new LedgerHandle(batcher, status, reentrantAsks, order, newTimeout);
    }

    /** Creates accounts; one result per account, at its position. */
    public CompletionStage<LedgerReply<CreateAccountResult>> createAccounts(List<Account> accounts) {
        CompletableFuture<LedgerReply<CreateAccountResult>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.createAccounts(accounts, reply::complete), reply);
    }

    /** Creates transfers; one result per transfer, at its position. */
    public CompletionStage<LedgerReply<CreateTransferResult>> createTransfers(List<Transfer> transfers) {
        CompletableFuture<LedgerReply<CreateTransferResult>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.createTransfers(transfers, reply::complete), reply);
    }

    /** Looks accounts up; those found, in the order asked. */
    public CompletionStage<LedgerReply<Account>> lookupAccounts(List<UInt128> ids) {
        CompletableFuture<LedgerReply<Account>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.lookupAccounts(ids, reply::complete), reply);
    }

    /** Looks transfers up; those found, in the order asked. */
    public CompletionStage<LedgerReply<Transfer>> lookupTransfers(List<UInt128> ids) {
        CompletableFuture<LedgerReply<Transfer>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.lookupTransfers(ids, reply::complete), reply);
    }

    /** Reads the transfers of an account that the filter selects, at most its limit (1 to 8,189). */
    public CompletionStage<LedgerReply<Transfer>> getAccountTransfers(AccountFilter filter) {
        CompletableFuture<LedgerReply<Transfer>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.getAccountTransfers(filter, reply::complete), reply);
    }

    /**
     * Reads the balances of an account that was created with history: one after each of its transfers that the filter
     * selects, at most its limit (1 to 8,189).
     */
    public CompletionStage<LedgerReply<AccountBalance>> getAccountBalances(AccountFilter filter) {
        CompletableFuture<LedgerReply<AccountBalance>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.getAccountBalances(filter, reply::complete), reply);
    }

    /**
     * Finds accounts by their fields, at most the filter's limit (1 to 8,189).
     */
    public CompletionStage<LedgerReply<Account>> queryAccounts(QueryFilter filter) {
        CompletableFuture<LedgerReply<Account>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.queryAccounts(filter, reply::complete), reply);
    }

    /**
     * Finds transfers by their fields, at most the filter's limit (1 to 8,189).
     */
    public CompletionStage<LedgerReply<Transfer>> queryTransfers(QueryFilter filter) {
        CompletableFuture<LedgerReply<Transfer>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.queryTransfers(filter, reply::complete), reply);
    }

    /**
     * Reads what has happened in the ledger, at most the filter's limit (1 to 2,730).
     */
    public CompletionStage<LedgerReply<ChangeEvent>> getChangeEvents(ChangeEventsFilter filter) {
        CompletableFuture<LedgerReply<ChangeEvent>> reply = new CompletableFuture<>();
        return send(LedgerBatcher.getChangeEvents(filter, reply::complete), reply);
    }

    private <R> CompletionStage<LedgerReply<R>> send(Submit ask, CompletableFuture<LedgerReply<R>> reply) {
        if (status.isClosed()) {
            ask.refused(Refusal.CLOSED, "the system is shutting down");
        } else {
            Submit ordered = order == 0 ? ask : ask.withOrder(order);
            tell(timeout == null ? ordered : ordered.withTimeout(timeout));
        }
        return reply;
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
