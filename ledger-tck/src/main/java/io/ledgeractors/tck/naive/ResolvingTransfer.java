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

/** A transfer with a new id that posts or voids a pending one. */
final class ResolvingTransfer {
    private static final int NOT_WITH_POST_OR_VOID = TransferFlags.PENDING
            | TransferFlags.BALANCING_DEBIT
            | TransferFlags.BALANCING_CREDIT
            | TransferFlags.CLOSING_DEBIT
            | TransferFlags.CLOSING_CREDIT;

    private final Book book;
    private final Transfer event;
    private final long slot;
    private final long time;
    private final boolean posts;
    private final boolean voids;

    /** Creates a transfer that is checked at the time of its slot, and will have this time if it is created. */
    ResolvingTransfer(Book book, Transfer event, long slot, long time) {
        this.book = book;
        this.event = event;
        this.slot = slot;
        this.time = time;
        this.posts = TransferFlags.has(event.flags(), TransferFlags.POST_PENDING_TRANSFER);
        this.voids = TransferFlags.has(event.flags(), TransferFlags.VOID_PENDING_TRANSFER);
    }

    CreateTransferStatus create() {
        CreateTransferStatus status = checkFields();
        if (status != CreateTransferStatus.Created) {
            return status;
        }
        Transfer pending = book.transfer(event.pendingId());
        if (pending == null) {
            return CreateTransferStatus.PendingTransferNotFound;
        }
        status = comparePending(pending);
        if (status == CreateTransferStatus.Created) {
            status = checkAmount(pending);
        }
        if (status == CreateTransferStatus.Created) {
            status = checkStatus(pending);
        }
        Account debit = book.knownAccount(pending.debitAccountId());
        Account credit = book.knownAccount(pending.creditAccountId());
        if (status == CreateTransferStatus.Created) {
            status = checkTimeAndAccounts(pending, debit, credit);
        }
        if (status == CreateTransferStatus.Created) {
            write(pending, debit, credit);
        }
        return status;
    }

    private CreateTransferStatus checkFields() {
        if ((posts && voids) || (event.flags() & NOT_WITH_POST_OR_VOID) != 0) {
            return CreateTransferStatus.FlagsAreMutuallyExclusive;
        }
        if (event.pendingId().isZero()) {
            return CreateTransferStatus.PendingIdMustNotBeZero;
        }
        if (event.pendingId().isMax()) {
            return CreateTransferStatus.PendingIdMustNotBeIntMax;
        }
        if (event.pendingId().equals(event.id())) {
            return CreateTransferStatus.PendingIdMustBeDifferent;
        }
        if (event.timeout() != 0) {
            return CreateTransferStatus.TimeoutReservedForPendingTransfer;
        }
        return CreateTransferStatus.Created;
    }

    private CreateTransferStatus comparePending(Transfer pending) {
        if (!TransferFlags.has(pending.flags(), TransferFlags.PENDING)) {
            return CreateTransferStatus.PendingTransferNotPending;
        }
        if (isOther(event.debitAccountId(), pending.debitAccountId())) {
            return CreateTransferStatus.PendingTransferHasDifferentDebitAccountId;
        }
        if (isOther(event.creditAccountId(), pending.creditAccountId())) {
            return CreateTransferStatus.PendingTransferHasDifferentCreditAccountId;
        }
        if (event.ledger() != 0 && event.ledger() != pending.ledger()) {
            return CreateTransferStatus.PendingTransferHasDifferentLedger;
        }
        if (event.code() != 0 && event.code() != pending.code()) {
            return CreateTransferStatus.PendingTransferHasDifferentCode;
        }
        return CreateTransferStatus.Created;
    }

    private CreateTransferStatus checkAmount(Transfer pending) {
        int order = amount(pending).compareTo(pending.amount());
        if (order > 0) {
            return CreateTransferStatus.ExceedsPendingTransferAmount;
        }
        if (order < 0 && voids) {
            return CreateTransferStatus.PendingTransferHasDifferentAmount;
        }
        return CreateTransferStatus.Created;
    }

    private CreateTransferStatus checkStatus(Transfer pending) {
        return switch (book.status(pending.id())) {
            case POSTED -> CreateTransferStatus.PendingTransferAlreadyPosted;
            case VOIDED -> CreateTransferStatus.PendingTransferAlreadyVoided;
            case EXPIRED -> CreateTransferStatus.PendingTransferExpired;
            case PENDING -> isDue(pending) ? CreateTransferStatus.PendingTransferExpired : CreateTransferStatus.Created;
        };
    }

    // It counts as expired from that time on, even while the ledger has not released the amount yet.
    private boolean isDue(Transfer pending) {
        return pending.timeout() != 0
                && Expiry.time(pending, pending.timestamp()).compareTo(BigInteger.valueOf(slot)) <= 0;
    }

    // A real server answers all of these but the last, at which it stops. See README.md beside the vectors.
    private CreateTransferStatus checkTimeAndAccounts(Transfer pending, Account debit, Account credit) {
        boolean imported = TransferFlags.has(event.flags(), TransferFlags.IMPORTED);
        if (imported && NaiveTransferRules.regresses(book, time)) {
            return CreateTransferStatus.ImportedEventTimestampMustNotRegress;
        }
        if (posts && AccountFlags.has(debit.flags(), AccountFlags.CLOSED)) {
            return CreateTransferStatus.DebitAccountAlreadyClosed;
        }
        if (posts && AccountFlags.has(credit.flags(), AccountFlags.CLOSED)) {
            return CreateTransferStatus.CreditAccountAlreadyClosed;
        }
        if (imported && pending.timeout() != 0) {
            return CreateTransferStatus.ImportedEventTimeoutMustBeZero;
        }
        return CreateTransferStatus.Created;
    }

    private void write(Transfer pending, Account debit, Account credit) {
        Transfer transfer = Transfer.builder()
                .id(event.id())
                .debitAccountId(pending.debitAccountId())
                .creditAccountId(pending.creditAccountId())
                .amount(amount(pending))
                .pendingId(pending.id())
                .userData128(event.userData128().isZero() ? pending.userData128() : event.userData128())
                .userData64Unsigned(event.userData64() == 0 ? pending.userData64() : event.userData64())
                .userData32Unsigned(event.userData32() == 0 ? pending.userData32() : event.userData32())
                .ledgerUnsigned(pending.ledger())
                .code(pending.code())
                .flags(event.flags())
                .timestampUnsigned(time)
                .build();
        Account newDebit = Expiry.release(pending, debit);
        Account newCredit = Expiry.release(pending, credit);
        if (posts) {
            newDebit = debit.toBuilder()
                    .debitsPending(debit.debitsPending().minus(pending.amount()))
                    .debitsPosted(debit.debitsPosted().plus(transfer.amount()))
                    .build();
            newCredit = credit.toBuilder()
                    .creditsPending(credit.creditsPending().minus(pending.amount()))
                    .creditsPosted(credit.creditsPosted().plus(transfer.amount()))
                    .build();
        }
        book.add(transfer);
        book.set(pending.id(), posts ? NaivePendingStatus.POSTED : NaivePendingStatus.VOIDED);
        book.put(newDebit);
        book.put(newCredit);
        ChangeEventType type = posts ? ChangeEventType.TWO_PHASE_POSTED : ChangeEventType.TWO_PHASE_VOIDED;
        book.add(new ChangeEvent(type, time, transfer, newDebit, newCredit));
    }

    private UInt128 amount(Transfer pending) {
        boolean whole = voids ? event.amount().isZero() : event.amount().isMax();
        return whole ? pending.amount() : event.amount();
    }

    private static boolean isOther(UInt128 given, UInt128 expected) {
        return !given.isZero() && !given.equals(expected);
    }
}
