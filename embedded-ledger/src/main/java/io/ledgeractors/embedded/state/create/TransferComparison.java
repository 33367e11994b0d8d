package io.ledgeractors.embedded.state.create;

import static io.ledgeractors.model.CreateTransferStatus.*;
import static io.ledgeractors.model.TransferFlags.*;

import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.CreateTransferStatus;

/**
 * Compares a transfer with the existing one of the same id, field by field in the order of precedence of the statuses.
 */
final class TransferComparison {
    private final TransferTable transfers;
    private final TransferFields existing = new TransferFields();
    private final TransferFields pending = new TransferFields();

    TransferComparison(LedgerTables tables) {
        this.transfers = tables.transfers;
    }

    /** Returns {@code exists} if the transfer equals the one with this ordinal, else the first difference. */
    CreateTransferStatus compare(TransferFields transfer, int ordinal) {
        transfers.read(ordinal, existing);
        if (transfer.flags != existing.flags) {
            return ExistsWithDifferentFlags;
        }
        if (!transfer.pendingId.same(existing.pendingId)) {
            return ExistsWithDifferentPendingId;
        }
        if (transfer.timeout != existing.timeout) {
            return ExistsWithDifferentTimeout;
        }
        if (transfer.has(POST_PENDING_TRANSFER | VOID_PENDING_TRANSFER)) {
            int pendingOrdinal = transfers.find(transfer.pendingId);
            Invariant.that(pendingOrdinal >= 0, "a post or void has no pending transfer");
            transfers.read(pendingOrdinal, pending);
            return comparePostOrVoid(transfer);
        }
        return compareNew(transfer);
    }

    private CreateTransferStatus compareNew(TransferFields transfer) {
        if (!transfer.debitAccountId.same(existing.debitAccountId)) {
            return ExistsWithDifferentDebitAccountId;
        }
        if (!transfer.creditAccountId.same(existing.creditAccountId)) {
            return ExistsWithDifferentCreditAccountId;
        }
        // The amount of a balancing transfer is an upper limit, and the stored amount may be lower.
        boolean balancing = transfer.has(BALANCING_DEBIT | BALANCING_CREDIT);
        if (balancing ? transfer.amount.lessThan(existing.amount) : !transfer.amount.same(existing.amount)) {
            return ExistsWithDifferentAmount;
        }
        if (!transfer.userData128.same(existing.userData128)) {
            return ExistsWithDifferentUserData128;
        }
        if (transfer.userData64 != existing.userData64) {
            return ExistsWithDifferentUserData64;
        }
        if (transfer.userData32 != existing.userData32) {
            return ExistsWithDifferentUserData32;
        }
        if (transfer.ledger != existing.ledger) {
            return ExistsWithDifferentLedger;
        }
        return transfer.code == existing.code ? Exists : ExistsWithDifferentCode;
    }

    /** Compares a post or void; a field that is 0 stands for that of the pending transfer. */
    private CreateTransferStatus comparePostOrVoid(TransferFields transfer) {
        if (!transfer.debitAccountId.isZero() && !transfer.debitAccountId.same(existing.debitAccountId)) {
            return ExistsWithDifferentDebitAccountId;
        }
        if (!transfer.creditAccountId.isZero() && !transfer.creditAccountId.same(existing.creditAccountId)) {
            return ExistsWithDifferentCreditAccountId;
        }
        if (!resolvedAmount(transfer).same(existing.amount)) {
            return ExistsWithDifferentAmount;
        }
        MutableUInt128 userData128 = transfer.userData128.isZero() ? pending.userData128 : transfer.userData128;
        if (!userData128.same(existing.userData128)) {
            return ExistsWithDifferentUserData128;
        }
        long userData64 = transfer.userData64 == 0 ? pending.userData64 : transfer.userData64;
        if (userData64 != existing.userData64) {
            return ExistsWithDifferentUserData64;
        }
        int userData32 = transfer.userData32 == 0 ? pending.userData32 : transfer.userData32;
        if (userData32 != existing.userData32) {
            return ExistsWithDifferentUserData32;
        }
        if (transfer.ledger != 0 && transfer.ledger != existing.ledger) {
            return ExistsWithDifferentLedger;
        }
        return transfer.code == 0 || transfer.code == existing.code ? Exists : ExistsWithDifferentCode;
    }

    private MutableUInt128 resolvedAmount(TransferFields transfer) {
        boolean all = transfer.has(VOID_PENDING_TRANSFER) ? transfer.amount.isZero() : transfer.amount.isMax();
        return all ? pending.amount : transfer.amount;
    }
}
