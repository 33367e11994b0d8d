package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. One batch of a read, without the results of ledgers that the caller may not see. Objects of other
 * ledgers look like objects that do not exist. Codes and amounts do not limit reads.
 *
 * <p>Call {@link #begin}, carry the step out, and call {@link #answered} with its results until the step is {@link
 * ReadStep.Finished}. A read may be given up between two steps. The steps by operation:
 *
 * <ul>
 *   <li>{@code lookup_accounts}, {@code lookup_transfers} and {@code get_account_transfers}: one query, whose results
 *       are filtered. All transfers of an account have the ledger of the account, so a page of them is kept or dropped
 *       as a whole.
 *   <li>{@code get_account_balances}: balances name no ledger, so the account is looked up first. Neither its id nor
 *       its ledger can change afterwards.
 *   <li>{@code query_accounts} and {@code query_transfers} with a ledger in the filter, or by a caller of one ledger:
 *       one query, because the ledger filters by itself.
 *   <li>{@code query_accounts} and {@code query_transfers} by a caller of several ledgers, and {@code
 *       get_change_events}: page after page, each behind the last result of the page before, until the caller's limit
 *       is filled or the ledger has no more results. A caller takes a page with fewer results than its limit for the
 *       last one, so a page may not end early. The first page has the caller's limit, and each later one asks for at
 *       least twice as many results as the page before, up to what a reply holds: 8,189, or 2,730 change events. Only
 *       the caller's timestamps bound the number of pages here; {@link FilteredRequest} has a bound of its own.
 * </ul>
 *
 * <p>Pure and not thread-safe.
 */
@InternalApi
public sealed interface FilteredRead permits EmptyRead, OneQueryRead, BalancesRead, PagedRead {

    /** Returns the first step. */
    ReadStep begin();

    /**
     * Takes the results of the query of the last step, and returns the next step.
     *
     * @param results the results without a trailer, little endian, from 0 to the limit; they are only read
     */
    ReadStep answered(ByteBuffer results);

    /**
     * Creates the read of one batch that {@link AccessRules#check} allows.
     *
     * @param events buffer that holds the events of the caller, little endian; it is not copied and must not change
     *     until the read is over
     * @param offset where the first event begins
     * @param count number of events; 1 if the operation takes a filter
     * @throws IllegalArgumentException if the operation does not read, or takes one filter and the count is not 1
     */
    static FilteredRead of(AccessLimits limits, Operation operation, ByteBuffer events, int offset, int count) {
        if (operation.kind() == Operation.Kind.QUERY && count != 1) {
            throw new IllegalArgumentException(operation + " takes one filter, not " + count);
        }
        ByteBuffer batch = events.slice(offset, count * operation.eventSize()).order(ByteOrder.LITTLE_ENDIAN);
        boolean all = limits.ledgers().isEmpty();
        if (limits.permission() == Permission.NOTHING) {
            return new EmptyRead();
        }
        return switch (operation) {
            case LOOKUP_ACCOUNTS, LOOKUP_TRANSFERS, GET_ACCOUNT_TRANSFERS ->
                new OneQueryRead(limits, operation, batch, count);
            case GET_ACCOUNT_BALANCES ->
                all ? new OneQueryRead(limits, operation, batch, count) : new BalancesRead(limits, batch);
            case QUERY_ACCOUNTS, QUERY_TRANSFERS -> query(limits, operation, batch);
            case GET_CHANGE_EVENTS ->
                all ? new OneQueryRead(limits, operation, batch, count) : new PagedRead(limits, operation, batch);
            default -> throw new IllegalArgumentException(operation + " is no read that a gateway serves");
        };
    }

    private static FilteredRead query(AccessLimits limits, Operation operation, ByteBuffer filter) {
        int ledger = filter.getInt(QueryFilterCodec.LEDGER);
        if (limits.ledgers().isEmpty()) {
            return new OneQueryRead(limits, operation, filter, 1);
        }
        if (ledger != 0) {
            return limits.allowsLedger(ledger) ? new OneQueryRead(limits, operation, filter, 1) : new EmptyRead();
        }
        if (limits.ledgers().size() > 1) {
            return new PagedRead(limits, operation, filter);
        }
        ByteBuffer ofLedger = Bytes.allocate(filter.limit()).put(0, filter, 0, filter.limit());
        ofLedger.putInt(QueryFilterCodec.LEDGER, limits.ledgers().iterator().next());
        return new OneQueryRead(limits, operation, ofLedger, 1);
    }
}
