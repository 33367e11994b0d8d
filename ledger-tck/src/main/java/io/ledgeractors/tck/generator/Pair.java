package io.ledgeractors.tck.generator;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Two ledgers that must be equal. */
final class Pair {
    private static final int PAGE = 8_189;

    private final PreparedLedger first;
    private final PreparedLedger second;

    Pair(PreparedLedger first, PreparedLedger second) {
        this.first = first;
        this.second = second;
    }

    boolean isValid(String place, GeneratedRequest request) {
        String what =
                place + ", " + request.operation() + " of " + request.body().limit() + " bytes";
        boolean valid = guard(what, () -> first.isValid(request.operation(), request.body()));
        same(
                what + ", is it well-formed",
                valid,
                guard(what, () -> second.isValid(request.operation(), request.body())));
        return valid;
    }

    ByteBuffer execute(String place, GeneratedRequest request, long timestamp) {
        String what = place + ", " + request.operation() + " prepared at " + timestamp;
        ByteBuffer one = guard(what, () -> first.execute(request.operation(), timestamp, request.body()));
        ByteBuffer other = guard(what, () -> second.execute(request.operation(), timestamp, request.body()));
        if (one.limit() != other.limit() || one.mismatch(other) >= 0) {
            throw new ReplyDifference(what + ": " + AnswerTexts.difference(request, one, other), null);
        }
        return one;
    }

    long nextExpiry(String place) {
        String what = place + ", next expiry";
        long time = guard(what, first::nextExpiry);
        same(what, time, guard(what, second::nextExpiry));
        return time;
    }

    int pulse(String place, long timestamp) {
        String what = place + ", pulse at " + timestamp;
        int expired = guard(what, () -> first.pulse(timestamp));
        same(what, expired, guard(what, () -> second.pulse(timestamp)));
        return expired;
    }

    /** Checks that all accounts are equal in both ledgers, and that debits equal credits in each ledger. */
    List<Account> checkThatNothingIsLost(String place, long timestamp) {
        Map<Integer, BigInteger> pending = new HashMap<>();
        Map<Integer, BigInteger> posted = new HashMap<>();
        List<Account> accounts = accounts(place, timestamp);
        for (Account account : accounts) {
            BigInteger debits = account.debitsPending().toBigInteger();
            pending.merge(
                    account.ledger(), debits.subtract(account.creditsPending().toBigInteger()), BigInteger::add);
            debits = account.debitsPosted().toBigInteger();
            posted.merge(
                    account.ledger(), debits.subtract(account.creditsPosted().toBigInteger()), BigInteger::add);
        }
        pending.forEach((ledger, sum) -> isZero(place + ", ledger " + ledger + ", pending", sum));
        posted.forEach((ledger, sum) -> isZero(place + ", ledger " + ledger + ", posted", sum));
        return accounts;
    }

    /** Checks that all results of all reads are equal in both ledgers. */
    void compareEverything(String place, long timestamp) {
        String audit = place + ", audit";
        for (Account account : checkThatNothingIsLost(audit, timestamp)) {
            ByteBuffer filter = Bytes.allocate(AccountFilterCodec.SIZE);
            AccountFilterCodec.encode(
                    AccountFilter.builder()
                            .accountId(account.id())
                            .limit(PAGE)
                            .flags(3)
                            .build(),
                    filter,
                    0);
            execute(audit, request(Operation.GET_ACCOUNT_TRANSFERS, filter), timestamp);
            execute(audit, request(Operation.GET_ACCOUNT_BALANCES, filter), timestamp);
        }
        pageThroughTransfers(audit, timestamp);
        pageThroughChangeEvents(audit, timestamp);
    }

    private List<Account> accounts(String place, long timestamp) {
        ByteBuffer filter = queryFilter(0);
        ByteBuffer reply = execute(place, request(Operation.QUERY_ACCOUNTS, filter), timestamp);
        List<Account> accounts = new ArrayList<>();
        int count = reply.limit() / AccountCodec.SIZE - 1;
        for (int i = 0; i < count; i++) {
            accounts.add(AccountCodec.decode(reply, i * AccountCodec.SIZE));
        }
        return accounts;
    }

    private void pageThroughTransfers(String place, long timestamp) {
        long after = 0;
        int count = PAGE;
        while (count == PAGE) {
            GeneratedRequest request = request(Operation.QUERY_TRANSFERS, queryFilter(after));
            ByteBuffer reply = execute(place, request, timestamp);
            count = reply.limit() / TransferCodec.SIZE - 1;
            if (count > 0) {
                after = 1 + reply.getLong((count - 1) * TransferCodec.SIZE + TransferCodec.TIMESTAMP);
            }
        }
    }

    private void pageThroughChangeEvents(String place, long timestamp) {
        long after = 0;
        int count = 1;
        while (count > 0) {
            ByteBuffer filter = Bytes.allocate(ChangeEventsFilterCodec.SIZE);
            ChangeEventsFilterCodec.encode(new ChangeEventsFilter(after, 0, PAGE), filter, 0);
            GeneratedRequest request = request(Operation.GET_CHANGE_EVENTS, filter);
            ByteBuffer reply = execute(place, request, timestamp);
            count = reply.limit() / ChangeEventCodec.SIZE;
            if (count > 0) {
                after = 1 + reply.getLong((count - 1) * ChangeEventCodec.SIZE + ChangeEventCodec.TIMESTAMP);
            }
        }
    }

    private static ByteBuffer queryFilter(long timestampMin) {
        ByteBuffer filter = Bytes.allocate(QueryFilterCodec.SIZE);
        QueryFilterCodec.encode(
                QueryFilter.builder().timestampMin(timestampMin).limit(PAGE).build(), filter, 0);
        return filter;
    }

    private static GeneratedRequest request(Operation operation, ByteBuffer filter) {
        return GeneratedRequest.of(operation, List.of(List.of(filter.array())));
    }

    private static void same(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new ReplyDifference(what + ": " + one + " and " + other, null);
        }
    }

    private static void isZero(String what, BigInteger sum) {
        if (sum.signum() != 0) {
            throw new ReplyDifference(what + ": debits exceed credits by " + sum, null);
        }
    }

    private static <T> T guard(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException | AssertionError e) {
            throw new ReplyDifference(what + ": " + e, e);
        }
    }
}
