package io.ledgeractors.tck.naive;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/** Compares a transfer whose id is taken with the transfer that has the id. */
final class SameTransfer {
    private final Book book;
    private final Transfer event;
    private final Transfer existing;

    SameTransfer(Book book, Transfer event, Transfer existing) {
        this.book = book;
        this.event = event;
        this.existing = existing;
    }

    CreateTransferStatus compare() {
        if (event.flags() != existing.flags()) {
            return CreateTransferStatus.ExistsWithDifferentFlags;
        }
        if (!event.pendingId().equals(existing.pendingId())) {
            return CreateTransferStatus.ExistsWithDifferentPendingId;
        }
        if (event.timeout() != existing.timeout()) {
            return CreateTransferStatus.ExistsWithDifferentTimeout;
        }
        return compareWith(NaiveTransferRules.resolves(event) ? completed() : event);
    }

    // A post or void takes fields that it leaves zero from the pending transfer, so they are filled in first.
    private Transfer completed() {
        Transfer pending = book.knownTransfer(event.pendingId());
        boolean post = TransferFlags.has(event.flags(), TransferFlags.POST_PENDING_TRANSFER);
        boolean whole = post ? event.amount().isMax() : event.amount().isZero();
        return event.toBuilder()
                .debitAccountId(orElse(event.debitAccountId(), pending.debitAccountId()))
                .creditAccountId(orElse(event.creditAccountId(), pending.creditAccountId()))
                .amount(whole ? pending.amount() : event.amount())
                .userData128(orElse(event.userData128(), pending.userData128()))
                .userData64Unsigned(event.userData64() == 0 ? pending.userData64() : event.userData64())
                .userData32Unsigned(event.userData32() == 0 ? pending.userData32() : event.userData32())
                .ledgerUnsigned(event.ledger() == 0 ? pending.ledger() : event.ledger())
                .code(event.code() == 0 ? pending.code() : event.code())
                .build();
    }

    private CreateTransferStatus compareWith(Transfer complete) {
        if (!complete.debitAccountId().equals(existing.debitAccountId())) {
            return CreateTransferStatus.ExistsWithDifferentDebitAccountId;
        }
        if (!complete.creditAccountId().equals(existing.creditAccountId())) {
            return CreateTransferStatus.ExistsWithDifferentCreditAccountId;
        }
        if (!mayHaveAmount(complete.amount())) {
            return CreateTransferStatus.ExistsWithDifferentAmount;
        }
        if (!complete.userData128().equals(existing.userData128())) {
            return CreateTransferStatus.ExistsWithDifferentUserData128;
        }
        if (complete.userData64() != existing.userData64()) {
            return CreateTransferStatus.ExistsWithDifferentUserData64;
        }
        if (complete.userData32() != existing.userData32()) {
            return CreateTransferStatus.ExistsWithDifferentUserData32;
        }
        if (complete.ledger() != existing.ledger()) {
            return CreateTransferStatus.ExistsWithDifferentLedger;
        }
        if (complete.code() != existing.code()) {
            return CreateTransferStatus.ExistsWithDifferentCode;
        }
        return CreateTransferStatus.Exists;
    }

    // The amount of a balancing transfer is the greatest that it would move.
    private boolean mayHaveAmount(UInt128 amount) {
        boolean balancing = TransferFlags.has(event.flags(), TransferFlags.BALANCING_DEBIT)
                || TransferFlags.has(event.flags(), TransferFlags.BALANCING_CREDIT);
        return balancing ? amount.compareTo(existing.amount()) >= 0 : amount.equals(existing.amount());
    }

    private static UInt128 orElse(UInt128 value, UInt128 inherited) {
        return value.isZero() ? inherited : value;
    }
}
