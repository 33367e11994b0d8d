package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Expires pending transfers. Source: protocol fact sheet, section 9. */
final class Expiry {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    private Expiry() {}

    /** Returns when a transfer of this time expires; its own time if it has no timeout. */
    static BigInteger time(Transfer transfer, long timestamp) {
        BigInteger seconds = BigInteger.valueOf(Integer.toUnsignedLong(transfer.timeout()));
        return BigInteger.valueOf(timestamp).add(seconds.multiply(NANOS_PER_SECOND));
    }

    /** Returns when the next pending transfer expires; {@link Long#MAX_VALUE} if none will. */
    static long next(Book book) {
        return waiting(book).stream().mapToLong(Expiry::due).min().orElse(Long.MAX_VALUE);
    }

    /** Expires the pending transfers due at this time, the earliest and then the oldest first. Returns their number. */
    static int pulse(Book book, long timestamp, int most) {
        List<Transfer> due = waiting(book).stream()
                .filter(transfer -> due(transfer) <= timestamp)
                .sorted(Comparator.comparingLong(Expiry::due).thenComparingLong(Transfer::timestamp))
                .limit(most)
                .toList();
        for (int i = 0; i < due.size(); i++) {
            expire(book, due.get(i), timestamp - due.size() + 1 + i);
        }
        return due.size();
    }

    /** Returns the account without the reserved amount, and open again if the pending transfer closed it. */
    static Account release(Transfer pending, Account account) {
        if (account.id().equals(pending.debitAccountId())) {
            return account.toBuilder()
                    .debitsPending(account.debitsPending().minus(pending.amount()))
                    .flags(reopened(pending, TransferFlags.CLOSING_DEBIT, account.flags()))
                    .build();
        }
        return account.toBuilder()
                .creditsPending(account.creditsPending().minus(pending.amount()))
                .flags(reopened(pending, TransferFlags.CLOSING_CREDIT, account.flags()))
                .build();
    }

    private static List<Transfer> waiting(Book book) {
        return book.stillPending().stream()
                .filter(transfer -> transfer.timeout() != 0)
                .toList();
    }

    private static long due(Transfer transfer) {
        return time(transfer, transfer.timestamp()).longValueExact();
    }

    private static void expire(Book book, Transfer pending, long time) {
        Account debit = release(pending, book.knownAccount(pending.debitAccountId()));
        Account credit = release(pending, book.knownAccount(pending.creditAccountId()));
        book.set(pending.id(), NaivePendingStatus.EXPIRED);
        book.put(debit);
        book.put(credit);
        book.add(new ChangeEvent(ChangeEventType.TWO_PHASE_EXPIRED, time, pending, debit, credit));
        book.expired(time, pending.id());
    }

    private static int reopened(Transfer pending, int closing, int flags) {
        return TransferFlags.has(pending.flags(), closing) ? flags & ~AccountFlags.CLOSED : flags;
    }
}
