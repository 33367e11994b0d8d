package io.ledgeractors.tck.naive;

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
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The ledger on records, which executes one batch of an operation at a time. It has no clock; the caller states the
 * time.
 *
 * <p>It differs from a 0.17.9 server in two cases. An imported post or void of a pending transfer with a timeout stops
 * a real server; this ledger answers {@code imported_event_timeout_must_be_zero}. A real server lets an imported
 * transfer take the place of an expiry; this ledger answers {@code imported_event_timestamp_must_not_regress}. Not
 * thread-safe.
 */
public final class NaiveLedger {
    private final Book book = new Book();
    private final NaiveQueries queries = new NaiveQueries(book);

    /** Creates an empty ledger. */
    public NaiveLedger() {}

    /**
     * Creates one batch of accounts.
     *
     * @param timestamp of the last event, ns since 1970; greater than every time that the ledger has seen by at
     *     least the number of events
     * @return a result for each event
     */
    public List<CreateAccountResult> createAccounts(long timestamp, List<AccountEvent> events) {
        return new Batch<>(book, new NaiveAccountRules(book), events, timestamp)
                .run().stream()
                        .map(outcome -> new CreateAccountResult(outcome.timestamp(), outcome.status()))
                        .toList();
    }

    /**
     * Creates one batch of transfers.
     *
     * @param timestamp of the last event, as in {@link #createAccounts}
     * @return a result for each event
     */
    public List<CreateTransferResult> createTransfers(long timestamp, List<Transfer> events) {
        return new Batch<>(book, new NaiveTransferRules(book), events, timestamp)
                .run().stream()
                        .map(outcome -> new CreateTransferResult(outcome.timestamp(), outcome.status()))
                        .toList();
    }

    /** Returns the accounts with these ids that exist, in the order asked. */
    public List<Account> lookupAccounts(List<UInt128> ids) {
        return ids.stream().map(book::account).filter(Objects::nonNull).toList();
    }

    /** Returns the transfers with these ids that exist, in the order asked. */
    public List<Transfer> lookupTransfers(List<UInt128> ids) {
        return ids.stream().map(book::transfer).filter(Objects::nonNull).toList();
    }

    /** Returns the transfers of an account; {@code most} or the filter's limit, whichever is smaller. */
    public List<Transfer> getAccountTransfers(AccountFilter filter, int most) {
        return queries.accountTransfers(filter, most);
    }

    /** Returns the balances of an account with history; {@code most} or the filter's limit, whichever is smaller. */
    public List<AccountBalance> getAccountBalances(AccountFilter filter, int most) {
        return queries.accountBalances(filter, most);
    }

    /** Returns the accounts that match; {@code most} or the filter's limit, whichever is smaller. */
    public List<Account> queryAccounts(QueryFilter filter, int most) {
        return queries.accounts(filter, most);
    }

    /** Returns the transfers that match; {@code most} or the filter's limit, whichever is smaller. */
    public List<Transfer> queryTransfers(QueryFilter filter, int most) {
        return queries.transfers(filter, most);
    }

    /** Returns the events that match; {@code most} or the filter's limit, whichever is smaller. */
    public List<ChangeEvent> getChangeEvents(ChangeEventsFilter filter, int most) {
        return queries.changeEvents(filter, most);
    }

    /** Returns all accounts, the oldest first. */
    public Collection<Account> accounts() {
        return book.accounts();
    }

    /** Returns when the next pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if none will. */
    public long nextExpiry() {
        return Expiry.next(book);
    }

    /**
     * Expires the pending transfers that are due.
     *
     * @param timestamp ns since 1970; the i-th of n that expire, counted from 0, does so at
     *     {@code timestamp - n + 1 + i}
     * @param most how many expire at most
     * @return number of expired transfers
     */
    public int pulse(long timestamp, int most) {
        return Expiry.pulse(book, timestamp, most);
    }
}
