package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.math.BigInteger;

/** A transfer with a new id that moves or reserves an amount. */
final class NaiveNewTransfer {
    private static final BigInteger MOST = UInt128.MAX.toBigInteger();
    private static final BigInteger LAST_TIME = BigInteger.valueOf(Long.MAX_VALUE);

    private final Book book;
    private final Transfer event;
    private final long time;

    /** Creates a transfer that will have this time if it is created. */
    NaiveNewTransfer(Book book, Transfer event, long time) {
        this.book = book;
        this.event = event;
        this.time = time;
    }

    CreateTransferStatus create() {
        CreateTransferStatus status = checkFields();
        if (status != CreateTransferStatus.Created) {
            return status;
        }
        Account debit = book.account(event.debitAccountId());
        if (debit == null) {
            return CreateTransferStatus.DebitAccountNotFound;
        }
        Account credit = book.account(event.creditAccountId());
        if (credit == null) {
            return CreateTransferStatus.CreditAccountNotFound;
        }
        status = checkAccounts(debit, credit);
        if (status != CreateTransferStatus.Created) {
            return status;
        }
        BigInteger amount = balanced(debit, credit);
        status = checkSums(debit, credit, amount);
        if (status == CreateTransferStatus.Created) {
            write(debit, credit, UInt128.of(amount));
        }
        return status;
    }

    private CreateTransferStatus checkFields() {
        if (event.debitAccountId().isZero()) {
            return CreateTransferStatus.DebitAccountIdMustNotBeZero;
        }
        if (event.debitAccountId().isMax()) {
            return CreateTransferStatus.DebitAccountIdMustNotBeIntMax;
        }
        if (event.creditAccountId().isZero()) {
            return CreateTransferStatus.CreditAccountIdMustNotBeZero;
        }
        if (event.creditAccountId().isMax()) {
            return CreateTransferStatus.CreditAccountIdMustNotBeIntMax;
        }
        if (event.debitAccountId().equals(event.creditAccountId())) {
            return CreateTransferStatus.AccountsMustBeDifferent;
        }
        if (!event.pendingId().isZero()) {
            return CreateTransferStatus.PendingIdMustBeZero;
        }
        if (!has(TransferFlags.PENDING) && event.timeout() != 0) {
            return CreateTransferStatus.TimeoutReservedForPendingTransfer;
        }
        if (!has(TransferFlags.PENDING) && (has(TransferFlags.CLOSING_DEBIT) || has(TransferFlags.CLOSING_CREDIT))) {
            return CreateTransferStatus.ClosingTransferMustBePending;
        }
        if (event.ledger() == 0) {
            return CreateTransferStatus.LedgerMustNotBeZero;
        }
        if (event.code() == 0) {
            return CreateTransferStatus.CodeMustNotBeZero;
        }
        return CreateTransferStatus.Created;
    }

    private CreateTransferStatus checkAccounts(Account debit, Account credit) {
        if (debit.ledger() != credit.ledger()) {
            return CreateTransferStatus.AccountsMustHaveTheSameLedger;
        }
        if (event.ledger() != debit.ledger()) {
            return CreateTransferStatus.TransferMustHaveTheSameLedgerAsAccounts;
        }
        if (has(TransferFlags.IMPORTED)) {
            if (NaiveTransferRules.regresses(book, time)) {
                return CreateTransferStatus.ImportedEventTimestampMustNotRegress;
            }
            if (time <= debit.timestamp()) {
                return CreateTransferStatus.ImportedEventTimestampMustPostdateDebitAccount;
            }
            if (time <= credit.timestamp()) {
                return CreateTransferStatus.ImportedEventTimestampMustPostdateCreditAccount;
            }
            if (event.timeout() != 0) {
                return CreateTransferStatus.ImportedEventTimeoutMustBeZero;
            }
        }
        if (AccountFlags.has(debit.flags(), AccountFlags.CLOSED)) {
            return CreateTransferStatus.DebitAccountAlreadyClosed;
        }
        if (AccountFlags.has(credit.flags(), AccountFlags.CLOSED)) {
            return CreateTransferStatus.CreditAccountAlreadyClosed;
        }
        return CreateTransferStatus.Created;
    }

    // The amount, reduced to what the debit account has left and the credit account still owes.
    private BigInteger balanced(Account debit, Account credit) {
        BigInteger amount = event.amount().toBigInteger();
        if (has(TransferFlags.BALANCING_DEBIT)) {
            BigInteger left = number(debit.creditsPosted()).subtract(debits(debit));
            amount = amount.min(left.max(BigInteger.ZERO));
        }
        if (has(TransferFlags.BALANCING_CREDIT)) {
            BigInteger owed = number(credit.debitsPosted()).subtract(credits(credit));
            amount = amount.min(owed.max(BigInteger.ZERO));
        }
        return amount;
    }

    private CreateTransferStatus checkSums(Account debit, Account credit, BigInteger amount) {
        boolean pending = has(TransferFlags.PENDING);
        if (pending && isTooMuch(number(debit.debitsPending()).add(amount))) {
            return CreateTransferStatus.OverflowsDebitsPending;
        }
        if (pending && isTooMuch(number(credit.creditsPending()).add(amount))) {
            return CreateTransferStatus.OverflowsCreditsPending;
        }
        if (isTooMuch(number(debit.debitsPosted()).add(amount))) {
            return CreateTransferStatus.OverflowsDebitsPosted;
        }
        if (isTooMuch(number(credit.creditsPosted()).add(amount))) {
            return CreateTransferStatus.OverflowsCreditsPosted;
        }
        BigInteger debits = debits(debit).add(amount);
        if (isTooMuch(debits)) {
            return CreateTransferStatus.OverflowsDebits;
        }
        BigInteger credits = credits(credit).add(amount);
        if (isTooMuch(credits)) {
            return CreateTransferStatus.OverflowsCredits;
        }
        if (Expiry.time(event, time).compareTo(LAST_TIME) > 0) {
            return CreateTransferStatus.OverflowsTimeout;
        }
        if (AccountFlags.has(debit.flags(), AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                && debits.compareTo(number(debit.creditsPosted())) > 0) {
            return CreateTransferStatus.ExceedsCredits;
        }
        if (AccountFlags.has(credit.flags(), AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS)
                && credits.compareTo(number(credit.debitsPosted())) > 0) {
            return CreateTransferStatus.ExceedsDebits;
        }
        return CreateTransferStatus.Created;
    }

    private void write(Account debit, Account credit, UInt128 amount) {
        boolean pending = has(TransferFlags.PENDING);
        Transfer transfer =
                event.toBuilder().amount(amount).timestampUnsigned(time).build();
        Account.Builder newDebit = debit.toBuilder();
        Account.Builder newCredit = credit.toBuilder();
        if (pending) {
            newDebit.debitsPending(debit.debitsPending().plus(amount));
            newCredit.creditsPending(credit.creditsPending().plus(amount));
        } else {
            newDebit.debitsPosted(debit.debitsPosted().plus(amount));
            newCredit.creditsPosted(credit.creditsPosted().plus(amount));
        }
        if (has(TransferFlags.CLOSING_DEBIT)) {
            newDebit.flags(debit.flags() | AccountFlags.CLOSED);
        }
        if (has(TransferFlags.CLOSING_CREDIT)) {
            newCredit.flags(credit.flags() | AccountFlags.CLOSED);
        }
        book.add(transfer);
        if (pending) {
            book.set(transfer.id(), NaivePendingStatus.PENDING);
        }
        book.put(newDebit.build());
        book.put(newCredit.build());
        ChangeEventType type = pending ? ChangeEventType.TWO_PHASE_PENDING : ChangeEventType.SINGLE_PHASE;
        book.add(new ChangeEvent(type, time, transfer, newDebit.build(), newCredit.build()));
    }

    private boolean has(int flag) {
        return TransferFlags.has(event.flags(), flag);
    }

    private static BigInteger debits(Account account) {
        return number(account.debitsPending()).add(number(account.debitsPosted()));
    }

    private static BigInteger credits(Account account) {
        return number(account.creditsPending()).add(number(account.creditsPosted()));
    }

    private static boolean isTooMuch(BigInteger sum) {
        return sum.compareTo(MOST) > 0;
    }

    private static BigInteger number(UInt128 value) {
        return value.toBigInteger();
    }
}
