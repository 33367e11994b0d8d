package io.ledgeractors.embedded.state.create;

import static io.ledgeractors.model.CreateTransferStatus.*;
import static io.ledgeractors.model.TransferFlags.*;

import io.ledgeractors.embedded.state.tables.AccountState;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.PendingRelease;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.CreateTransferStatus;

/** The rules of a transfer that posts or voids a pending one, checked in the order of precedence of their statuses. */
final class PostOrVoidRules {
    private static final int OTHER_KINDS =
            PENDING | BALANCING_DEBIT | BALANCING_CREDIT | CLOSING_DEBIT | CLOSING_CREDIT;

    private final LedgerTables tables;
    private final TransferTable transfers;
    private final TransferFields pending = new TransferFields();
    private final AccountState debit = new AccountState();
    private final AccountState credit = new AccountState();
    private final MutableUInt128 amount = new MutableUInt128();
    private int pendingOrdinal;

    PostOrVoidRules(LedgerTables tables) {
        this.tables = tables;
        this.transfers = tables.transfers;
    }

    /**
     * Creates the transfer if the rules permit it, and returns the status.
     *
     * @param eventTimestamp when it is executed
     * @param timestamp the timestamp that it gets: its own if it is imported
     */
    CreateTransferStatus create(TransferFields transfer, long eventTimestamp, long timestamp) {
        CreateTransferStatus status = checkFields(transfer);
        if (status == Created) {
            status = checkPending(transfer);
        }
        if (status == Created) {
            status = checkState(eventTimestamp);
        }
        if (status == Created
                && transfer.has(IMPORTED)
                && ImportedTimestampRule.regresses(tables, transfer.timestamp)) {
            status = ImportedEventTimestampMustNotRegress;
        }
        if (status == Created) {
            status = checkAccounts(transfer);
        }
        // A TigerBeetle server up to 0.17.9 stops for good here, and later ones execute the event; docs/differences.md.
        if (status == Created && transfer.has(IMPORTED) && pending.timeout != 0) {
            status = ImportedEventTimeoutMustBeZero;
        }
        if (status == Created) {
            apply(transfer, timestamp);
        }
        return status;
    }

    private static CreateTransferStatus checkFields(TransferFields transfer) {
        boolean both = transfer.has(POST_PENDING_TRANSFER) && transfer.has(VOID_PENDING_TRANSFER);
        if (both || transfer.has(OTHER_KINDS)) {
            return FlagsAreMutuallyExclusive;
        }
        if (transfer.pendingId.isZero()) {
            return PendingIdMustNotBeZero;
        }
        if (transfer.pendingId.isMax()) {
            return PendingIdMustNotBeIntMax;
        }
        if (transfer.pendingId.same(transfer.id)) {
            return PendingIdMustBeDifferent;
        }
        return transfer.timeout == 0 ? Created : TimeoutReservedForPendingTransfer;
    }

    private CreateTransferStatus checkPending(TransferFields transfer) {
        pendingOrdinal = transfers.find(transfer.pendingId);
        if (pendingOrdinal < 0) {
            return PendingTransferNotFound;
        }
        transfers.read(pendingOrdinal, pending);
        if (!pending.has(PENDING)) {
            return PendingTransferNotPending;
        }
        if (!transfer.debitAccountId.isZero() && !transfer.debitAccountId.same(pending.debitAccountId)) {
            return PendingTransferHasDifferentDebitAccountId;
        }
        if (!transfer.creditAccountId.isZero() && !transfer.creditAccountId.same(pending.creditAccountId)) {
            return PendingTransferHasDifferentCreditAccountId;
        }
        if (transfer.ledger != 0 && transfer.ledger != pending.ledger) {
            return PendingTransferHasDifferentLedger;
        }
        if (transfer.code != 0 && transfer.code != pending.code) {
            return PendingTransferHasDifferentCode;
        }
        boolean all = transfer.has(VOID_PENDING_TRANSFER) ? transfer.amount.isZero() : transfer.amount.isMax();
        amount.set(all ? pending.amount : transfer.amount);
        if (pending.amount.lessThan(amount)) {
            return ExceedsPendingTransferAmount;
        }
        boolean less = transfer.has(VOID_PENDING_TRANSFER) && amount.lessThan(pending.amount);
        return less ? PendingTransferHasDifferentAmount : Created;
    }

    private CreateTransferStatus checkState(long eventTimestamp) {
        switch (transfers.status(pendingOrdinal)) {
            case PendingStatus.PENDING:
                break;
            case PendingStatus.POSTED:
                return PendingTransferAlreadyPosted;
            case PendingStatus.VOIDED:
                return PendingTransferAlreadyVoided;
            case PendingStatus.EXPIRED:
                return PendingTransferExpired;
            default:
                throw new IllegalStateException("broken ledger: a pending transfer without a status");
        }
        boolean expired = pending.timeout != 0 && pending.expiresAt() <= eventTimestamp;
        return expired ? PendingTransferExpired : Created;
    }

    private CreateTransferStatus checkAccounts(TransferFields transfer) {
        tables.accounts.load(transfers.debitAccount(pendingOrdinal), debit);
        tables.accounts.load(transfers.creditAccount(pendingOrdinal), credit);
        if (transfer.has(VOID_PENDING_TRANSFER)) {
            return Created;
        }
        if (debit.isClosed()) {
            return DebitAccountAlreadyClosed;
        }
        return credit.isClosed() ? CreditAccountAlreadyClosed : Created;
    }

    private void apply(TransferFields transfer, long timestamp) {
        boolean post = transfer.has(POST_PENDING_TRANSFER);
        PendingRelease.release(pending, debit, credit);
        if (post) {
            debit.debitsPosted.add(amount);
            credit.creditsPosted.add(amount);
        }
        tables.accounts.store(debit);
        tables.accounts.store(credit);
        inherit(transfer);
        transfer.amount.set(amount);
        transfer.timestamp = timestamp;
        transfers.resolve(pendingOrdinal, post ? PendingStatus.POSTED : PendingStatus.VOIDED);
        transfers.add(transfer, debit, credit, pendingOrdinal, PendingStatus.NONE);
    }

    /** Copies from the pending transfer the fields that may be 0 in the event. */
    private void inherit(TransferFields transfer) {
        transfer.debitAccountId.set(pending.debitAccountId);
        transfer.creditAccountId.set(pending.creditAccountId);
        transfer.ledger = pending.ledger;
        transfer.code = pending.code;
        if (transfer.userData128.isZero()) {
            transfer.userData128.set(pending.userData128);
        }
        if (transfer.userData64 == 0) {
            transfer.userData64 = pending.userData64;
        }
        if (transfer.userData32 == 0) {
            transfer.userData32 = pending.userData32;
        }
    }
}
