package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A request to the ledger as a value, which holds an operation and its events. The events are encoded on the caller's
 * thread when the request is made. A request may be asked more than once. Immutable and thread-safe.
 *
 * <p>Programs give it to {@link Ledger#ask} or {@link LedgerHandle#ask} and get a stage. Actors turn it into a command
 * with {@link #to(ActorRef)} and tell that to {@link Ledger#batcher()}:
 *
 * <pre>{@code
 * context.ask(
 * CreateTransfersReply.class,
 * ledger.batcher(),
 * Duration.ofSeconds(3),
 * replyTo -> LedgerRequest.createTransfers(transfers).to(replyTo),
 * (reply, failure) -> ...);
 * }</pre>
 *
 * <p>The events of one request stay together. The ledger executes them as one batch, without events of others between
 * them. A chain of linked events must be complete within one request. A request that is too large is refused as {@link
 * io.ledgeractors.actors.message.Refusal#TOO_MUCH_DATA}; see {@link Ledger#limits()}.
 *
 * @param <P> the class of the reply
 */
public final class LedgerRequest<P extends LedgerReply<?>> {
    private final ReplyType<?, P> type;
    private final ByteBuffer events;

    private LedgerRequest(ReplyType<?, P> type, ByteBuffer events) {
        this.type = type;
        this.events = events;
    }

    /**
     * Creates accounts.
     *
     * @param accounts up to 8,189 with the limits of a default server
     */
    public static LedgerRequest<CreateAccountsReply> createAccounts(List<Account> accounts) {
        return new LedgerRequest<>(ReplyType.CREATE_ACCOUNTS, EventEncoder.accounts(accounts));
    }

    /**
     * Creates transfers.
     *
     * @param transfers up to 8,189 with the limits of a default server
     */
    public static LedgerRequest<CreateTransfersReply> createTransfers(List<Transfer> transfers) {
        return new LedgerRequest<>(ReplyType.CREATE_TRANSFERS, EventEncoder.transfers(transfers));
    }

    /**
     * Looks accounts up.
     *
     * @param ids up to 8,189 with the limits of a default server
     */
    public static LedgerRequest<LookupAccountsReply> lookupAccounts(List<UInt128> ids) {
        return new LedgerRequest<>(ReplyType.LOOKUP_ACCOUNTS, EventEncoder.ids(ids));
    }

    /**
     * Looks transfers up.
     *
     * @param ids up to 8,189 with the limits of a default server
     */
    public static LedgerRequest<LookupTransfersReply> lookupTransfers(List<UInt128> ids) {
        return new LedgerRequest<>(ReplyType.LOOKUP_TRANSFERS, EventEncoder.ids(ids));
    }

    /**
     * Reads the transfers of one account.
     *
     * @param filter its limit is 1 to 8,189 with the limits of a default server; a greater one is refused
     */
    public static LedgerRequest<GetAccountTransfersReply> getAccountTransfers(AccountFilter filter) {
        return new LedgerRequest<>(ReplyType.GET_ACCOUNT_TRANSFERS, EventEncoder.filter(filter));
    }

    /**
     * Reads the balances of one account that was created with history, one after each of its transfers.
     *
     * @param filter its limit is 1 to 8,189 with the limits of a default server; a greater one is refused
     */
    public static LedgerRequest<GetAccountBalancesReply> getAccountBalances(AccountFilter filter) {
        return new LedgerRequest<>(ReplyType.GET_ACCOUNT_BALANCES, EventEncoder.filter(filter));
    }

    /**
     * Finds accounts by their fields.
     *
     * @param filter its limit is 1 to 8,189 with the limits of a default server; a greater one is refused
     */
    public static LedgerRequest<QueryAccountsReply> queryAccounts(QueryFilter filter) {
        return new LedgerRequest<>(ReplyType.QUERY_ACCOUNTS, EventEncoder.filter(filter));
    }

    /**
     * Finds transfers by their fields.
     *
     * @param filter its limit is 1 to 8,189 with the limits of a default server; a greater one is refused
     */
    public static LedgerRequest<QueryTransfersReply> queryTransfers(QueryFilter filter) {
        return new LedgerRequest<>(ReplyType.QUERY_TRANSFERS, EventEncoder.filter(filter));
    }

    /**
     * Reads the change events between two times. Such a request never shares a message to the ledger
     * with others.
     *
     * @param filter its limit is 1 to 2,730 with the limits of a default server; a greater one is refused
     */
    public static LedgerRequest<GetChangeEventsReply> getChangeEvents(ChangeEventsFilter filter) {
        return new LedgerRequest<>(ReplyType.GET_CHANGE_EVENTS, EventEncoder.filter(filter));
    }

    /** Returns the operation of the request. */
    public Operation operation() {
        return type.operation();
    }

    /** Returns a command whose reply is told to an actor. */
    public Submit to(ActorRef<? super P> replyTo) {
        return command(new ReplyConsumer<>(type, events, replyTo::tell));
    }

    /**
     * Returns a command whose reply is given to a consumer.
     *
     * @param replyTo is called once, on the batcher's thread, so it must not block. The batcher logs what it throws
     */
    public Submit to(Consumer<? super P> replyTo) {
        return command(new ReplyConsumer<>(type, events, replyTo));
    }

    /** Returns a stage that a command of this request completes. */
    ReplyFuture<P> future() {
        return new ReplyFuture<>(type, events);
    }

    /** Returns a command with this handler. */
    Submit command(AskReplyHandler handler) {
        return Submit.ofWhole(type.operation(), events, handler);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerRequest<?> request
                && operation() == request.operation()
                && events.equals(request.events);
    }

    @Override
    public int hashCode() {
        return 31 * operation().hashCode() + events.hashCode();
    }

    @Override
    public String toString() {
        return "LedgerRequest[" + operation() + ", "
                + events.limit() / operation().eventSize() + " events]";
    }
}
