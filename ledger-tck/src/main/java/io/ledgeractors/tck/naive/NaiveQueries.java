package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Selects by the filters of the ledger. It scans everything each time. An invalid filter selects nothing. */
final class NaiveQueries {
    private static final int ACCOUNT_FILTER_FLAGS = 7;

    private final Book book;

    NaiveQueries(Book book) {
        this.book = book;
    }

    List<Account> accounts(QueryFilter filter, int most) {
        if (!isValid(filter)) {
            return List.of();
        }
        return select(
                book.accounts(),
                Account::timestamp,
                account -> isIn(filter.timestampMin(), filter.timestampMax(), account.timestamp())
                        && accepts(filter.userData128(), account.userData128())
                        && accepts(filter.userData64(), account.userData64())
                        && accepts(filter.userData32(), account.userData32())
                        && accepts(filter.ledger(), account.ledger())
                        && accepts(filter.code(), account.code()),
                (filter.flags() & QueryFilterFlags.REVERSED) != 0,
                smaller(filter.limit(), most));
    }

    List<Transfer> transfers(QueryFilter filter, int most) {
        if (!isValid(filter)) {
            return List.of();
        }
        return select(
                book.transfers(),
                Transfer::timestamp,
                transfer -> isIn(filter.timestampMin(), filter.timestampMax(), transfer.timestamp())
                        && accepts(filter.userData128(), transfer.userData128())
                        && accepts(filter.userData64(), transfer.userData64())
                        && accepts(filter.userData32(), transfer.userData32())
                        && accepts(filter.ledger(), transfer.ledger())
                        && accepts(filter.code(), transfer.code()),
                (filter.flags() & QueryFilterFlags.REVERSED) != 0,
                smaller(filter.limit(), most));
    }

    List<Transfer> accountTransfers(AccountFilter filter, int most) {
        if (!isValid(filter)) {
            return List.of();
        }
        return select(
                book.transfers(),
                Transfer::timestamp,
                transfer -> accepts(filter, transfer),
                (filter.flags() & AccountFilterFlags.REVERSED) != 0,
                smaller(filter.limit(), most));
    }

    List<AccountBalance> accountBalances(AccountFilter filter, int most) {
        Account account = book.account(filter.accountId());
        if (!isValid(filter) || account == null || !AccountFlags.has(account.flags(), AccountFlags.HISTORY)) {
            return List.of();
        }
        List<ChangeEvent> events = select(
                book.history(),
                ChangeEvent::timestamp,
                event -> event.type() != ChangeEventType.TWO_PHASE_EXPIRED && accepts(filter, event.transfer()),
                (filter.flags() & AccountFilterFlags.REVERSED) != 0,
                smaller(filter.limit(), most));
        return events.stream().map(event -> balance(event, account.id())).toList();
    }

    List<ChangeEvent> changeEvents(ChangeEventsFilter filter, int most) {
        if (!isRange(filter.timestampMin(), filter.timestampMax()) || filter.limit() == 0) {
            return List.of();
        }
        return select(
                book.history(),
                ChangeEvent::timestamp,
                event -> isIn(filter.timestampMin(), filter.timestampMax(), event.timestamp()),
                false,
                smaller(filter.limit(), most));
    }

    private static AccountBalance balance(ChangeEvent event, UInt128 id) {
        Account account = event.debitAccount().id().equals(id) ? event.debitAccount() : event.creditAccount();
        return new AccountBalance(
                account.debitsPending(),
                account.debitsPosted(),
                account.creditsPending(),
                account.creditsPosted(),
                event.timestamp());
    }

    private static boolean accepts(AccountFilter filter, Transfer transfer) {
        boolean debit = (filter.flags() & AccountFilterFlags.DEBITS) != 0
                && transfer.debitAccountId().equals(filter.accountId());
        boolean credit = (filter.flags() & AccountFilterFlags.CREDITS) != 0
                && transfer.creditAccountId().equals(filter.accountId());
        return (debit || credit)
                && isIn(filter.timestampMin(), filter.timestampMax(), transfer.timestamp())
                && accepts(filter.userData128(), transfer.userData128())
                && accepts(filter.userData64(), transfer.userData64())
                && accepts(filter.userData32(), transfer.userData32())
                && accepts(filter.code(), transfer.code());
    }

    private static boolean isValid(AccountFilter filter) {
        boolean sides = (filter.flags() & (AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS)) != 0;
        return !filter.accountId().isZero()
                && !filter.accountId().isMax()
                && isRange(filter.timestampMin(), filter.timestampMax())
                && filter.limit() != 0
                && sides
                && (filter.flags() & ~ACCOUNT_FILTER_FLAGS) == 0;
    }

    private static boolean isValid(QueryFilter filter) {
        return isRange(filter.timestampMin(), filter.timestampMax())
                && filter.limit() != 0
                && (filter.flags() & ~QueryFilterFlags.REVERSED) == 0;
    }

    // 0 means no bound. Values from 2^63 on, which are negative here, are no valid times.
    private static boolean isRange(long min, long max) {
        return min >= 0 && max >= 0 && (max == 0 || min <= max);
    }

    private static boolean isIn(long min, long max, long time) {
        return time >= min && (max == 0 || time <= max);
    }

    private static boolean accepts(UInt128 wanted, UInt128 value) {
        return wanted.isZero() || wanted.equals(value);
    }

    private static boolean accepts(long wanted, long value) {
        return wanted == 0 || wanted == value;
    }

    private static int smaller(int unsigned, int most) {
        return Integer.compareUnsigned(unsigned, most) < 0 ? unsigned : most;
    }

    private static <T> List<T> select(
            Collection<T> all, ToLongFunction<T> time, Predicate<T> wanted, boolean reversed, int limit) {
        Comparator<T> order = Comparator.comparingLong(time);
        return all.stream()
                .filter(wanted)
                .sorted(reversed ? order.reversed() : order)
                .limit(limit)
                .toList();
    }
}
