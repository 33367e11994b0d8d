package io.ledgeractors.embedded.state.create;

import static io.ledgeractors.model.CreateTransferStatus.*;
import static io.ledgeractors.model.TransferFlags.*;

import io.ledgeractors.embedded.state.tables.AccountEvents;
import io.ledgeractors.embedded.state.tables.AccountState;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.PendingStatus;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.model.CreateTransferStatus;

/**
 * The rules of a transfer that is posted at once or becomes pending, checked in the order of precedence of their
 * statuses.
 */
final class NewTransferRules {
    private final LedgerTables tables;
    private final AccountTable accounts;
    private final AccountState debit = new AccountState();
    private final AccountState credit = new AccountState();
    private final MutableUInt128 amount = new MutableUInt128();
    private final MutableUInt128 available = new MutableUInt128();

    NewTransferRules(LedgerTables tables) {
        this.tables = tables;
        this.accounts = tables.accounts;
    }

    /**
     * Creates the transfer if the rules permit it, and returns the status.
     *
     * @param timestamp the timestamp that it gets: its own if it is imported
     * @param debitHint the ordinal that the debit account most probably has
     * @param creditHint the ordinal that the credit account most probably has
     */
    CreateTransferStatus create(TransferFields transfer, long timestamp, int debitHint, int creditHint) {
        CreateTransferStatus status = checkFields(transfer);
        if (status == Created) {
            status = checkAccounts(transfer, debitHint, creditHint);
        }
        if (status == Created && transfer.has(IMPORTED)) {
            status = checkImported(transfer);
        }
        if (status == Created) {
            status = checkBalances(transfer, timestamp);
        }
        if (status == Created) {
            apply(transfer, timestamp);
        }
        return status;
    }

    private static CreateTransferStatus checkFields(TransferFields transfer) {
        if (transfer.debitAccountId.isZero()) {
            return DebitAccountIdMustNotBeZero;
        }
        if (transfer.debitAccountId.isMax()) {
            return DebitAccountIdMustNotBeIntMax;
        }
        if (transfer.creditAccountId.isZero()) {
            return CreditAccountIdMustNotBeZero;
        }
        if (transfer.creditAccountId.isMax()) {
            return CreditAccountIdMustNotBeIntMax;
        }
        if (transfer.debitAccountId.same(transfer.creditAccountId)) {
            return AccountsMustBeDifferent;
        }
        if (!transfer.pendingId.isZero()) {
            return PendingIdMustBeZero;
        }
        if (!transfer.has(PENDING) && transfer.timeout != 0) {
            return TimeoutReservedForPendingTransfer;
        }
        if (!transfer.has(PENDING) && transfer.has(CLOSING_DEBIT | CLOSING_CREDIT)) {
            return ClosingTransferMustBePending;
        }
        if (transfer.ledger == 0) {
            return LedgerMustNotBeZero;
        }
        return transfer.code == 0 ? CodeMustNotBeZero : Created;
    }

    private CreateTransferStatus checkAccounts(TransferFields transfer, int debitHint, int creditHint) {
        int debitOrdinal = accounts.find(transfer.debitAccountId, debitHint);
        if (debitOrdinal == AccountTable.ABSENT) {
            return DebitAccountNotFound;
        }
        int creditOrdinal = accounts.find(transfer.creditAccountId, creditHint);
        if (creditOrdinal == AccountTable.ABSENT) {
            return CreditAccountNotFound;
        }
        accounts.load(debitOrdinal, debit);
        accounts.load(creditOrdinal, credit);
        if (debit.ledger != credit.ledger) {
            return AccountsMustHaveTheSameLedger;
        }
        return transfer.ledger == debit.ledger ? Created : TransferMustHaveTheSameLedgerAsAccounts;
    }

    private CreateTransferStatus checkImported(TransferFields transfer) {
        if (ImportedTimestampRule.regresses(tables, transfer.timestamp)) {
            return ImportedEventTimestampMustNotRegress;
        }
        if (transfer.timestamp <= debit.timestamp) {
            return ImportedEventTimestampMustPostdateDebitAccount;
        }
        if (transfer.timestamp <= credit.timestamp) {
            return ImportedEventTimestampMustPostdateCreditAccount;
        }
        return transfer.timeout == 0 ? Created : ImportedEventTimeoutMustBeZero;
    }

    private CreateTransferStatus checkBalances(TransferFields transfer, long timestamp) {
        if (debit.isClosed()) {
            return DebitAccountAlreadyClosed;
        }
        if (credit.isClosed()) {
            return CreditAccountAlreadyClosed;
        }
        balance(transfer);
        CreateTransferStatus status = checkOverflows(transfer.has(PENDING));
        if (status != Created) {
            return status;
        }
        if (timestamp > Long.MAX_VALUE - Integer.toUnsignedLong(transfer.timeout) * Timestamps.NANOS_PER_SECOND) {
            return OverflowsTimeout;
        }
        if (debit.debitsExceedCredits(amount)) {
            return ExceedsCredits;
        }
        return credit.creditsExceedDebits(amount) ? ExceedsDebits : Created;
    }

    /** Sets the amount; that of a balancing transfer is lowered to what its accounts have available. */
    private void balance(TransferFields transfer) {
        amount.set(transfer.amount);
        if (transfer.has(BALANCING_DEBIT)) {
            available.set(debit.creditsPosted);
            available.subtractToZero(debit.debits());
            amount.cutTo(available);
        }
        if (transfer.has(BALANCING_CREDIT)) {
            available.set(credit.debitsPosted);
            available.subtractToZero(credit.credits());
            amount.cutTo(available);
        }
    }

    private CreateTransferStatus checkOverflows(boolean pending) {
        if (pending && amount.sumOverflows(debit.debitsPending)) {
            return OverflowsDebitsPending;
        }
        if (pending && amount.sumOverflows(credit.creditsPending)) {
            return OverflowsCreditsPending;
        }
        if (amount.sumOverflows(debit.debitsPosted)) {
            return OverflowsDebitsPosted;
        }
        if (amount.sumOverflows(credit.creditsPosted)) {
            return OverflowsCreditsPosted;
        }
        if (amount.sumOverflows(debit.debits())) {
            return OverflowsDebits;
        }
        return amount.sumOverflows(credit.credits()) ? OverflowsCredits : Created;
    }

    private void apply(TransferFields transfer, long timestamp) {
        if (transfer.has(PENDING)) {
            debit.debitsPending.add(amount);
            credit.creditsPending.add(amount);
        } else {
            debit.debitsPosted.add(amount);
            credit.creditsPosted.add(amount);
        }
        if (transfer.has(CLOSING_DEBIT)) {
            debit.close();
        }
        if (transfer.has(CLOSING_CREDIT)) {
            credit.close();
        }
        accounts.store(debit);
        accounts.store(credit);
        transfer.amount.set(amount);
        transfer.timestamp = timestamp;
        byte status = transfer.has(PENDING) ? PendingStatus.PENDING : PendingStatus.NONE;
        tables.transfers.add(transfer, debit, credit, AccountEvents.NO_PENDING, status);
    }
}
