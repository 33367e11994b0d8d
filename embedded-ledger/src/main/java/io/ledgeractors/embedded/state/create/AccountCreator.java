package io.ledgeractors.embedded.state.create;

import static io.ledgeractors.model.CreateAccountStatus.*;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.AccountFields;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import java.nio.ByteBuffer;

/** The rules of {@code create_accounts}, checked in the order of precedence of their statuses. */
final class AccountCreator implements Creator {
    private static final int KNOWN_FLAGS = AccountFlags.LINKED
            | AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS
            | AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS
            | AccountFlags.HISTORY
            | AccountFlags.IMPORTED
            | AccountFlags.CLOSED;

    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final AccountTable accounts;
    private final AccountFields account = new AccountFields();
    private final AccountFields existing = new AccountFields();
    private boolean batchImported;
    private long batchTimestamp;
    private long timestamp;

    AccountCreator(LedgerTables tables, SearchIndexes indexes) {
        this.tables = tables;
        this.indexes = indexes;
        this.accounts = tables.accounts;
    }

    @Override
    public void beginBatch(int firstFlags, long lastTimestamp) {
        batchImported = (firstFlags & AccountFlags.IMPORTED) != 0;
        batchTimestamp = lastTimestamp;
    }

    @Override
    public void index() {
        indexes.indexAccounts();
    }

    @Override
    public void prefetch(ByteBuffer body, int at, int events) {
        // Accounts are created too seldom for prefetching to pay.
    }

    @Override
    public int create(ByteBuffer body, int at, long eventTimestamp) {
        account.read(body, at);
        timestamp = eventTimestamp;
        return create().code();
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public void failed(ByteBuffer body, int at, int status) {
        // No failure of an account is transient, so its id stays free.
    }

    @Override
    public void openChain() {
        accounts.openChain();
    }

    @Override
    public void keepChain() {
        accounts.keepChain();
    }

    @Override
    public void rollBackChain() {
        accounts.rollBackChain();
    }

    private CreateAccountStatus create() {
        CreateAccountStatus status = checkEvent();
        if (status != Created) {
            return status;
        }
        int ordinal = accounts.find(account.id);
        if (ordinal != AccountTable.ABSENT) {
            return compare(ordinal);
        }
        status = checkFields();
        if (status != Created) {
            return status;
        }
        if (batchImported) {
            if (regresses()) {
                return ImportedEventTimestampMustNotRegress;
            }
            timestamp = account.timestamp;
        }
        account.timestamp = timestamp;
        accounts.add(account);
        return Created;
    }

    private CreateAccountStatus checkEvent() {
        boolean imported = account.has(AccountFlags.IMPORTED);
        if (imported != batchImported) {
            return imported ? ImportedEventNotExpected : ImportedEventExpected;
        }
        if (!imported && account.timestamp != 0) {
            return TimestampMustBeZero;
        }
        if (imported && !Timestamps.isValid(account.timestamp)) {
            return ImportedEventTimestampOutOfRange;
        }
        if (imported && account.timestamp >= batchTimestamp) {
            return ImportedEventTimestampMustNotAdvance;
        }
        if (account.reserved != 0) {
            return ReservedField;
        }
        if ((account.flags & ~KNOWN_FLAGS) != 0) {
            return ReservedFlag;
        }
        if (account.id.isZero()) {
            return IdMustNotBeZero;
        }
        return account.id.isMax() ? IdMustNotBeIntMax : Created;
    }

    private CreateAccountStatus compare(int ordinal) {
        accounts.read(ordinal, existing);
        if (account.flags != existing.flags) {
            return ExistsWithDifferentFlags;
        }
        if (!account.userData128.same(existing.userData128)) {
            return ExistsWithDifferentUserData128;
        }
        if (account.userData64 != existing.userData64) {
            return ExistsWithDifferentUserData64;
        }
        if (account.userData32 != existing.userData32) {
            return ExistsWithDifferentUserData32;
        }
        if (account.ledger != existing.ledger) {
            return ExistsWithDifferentLedger;
        }
        if (account.code != existing.code) {
            return ExistsWithDifferentCode;
        }
        timestamp = existing.timestamp;
        return Exists;
    }

    private CreateAccountStatus checkFields() {
        if (account.has(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                && account.has(AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS)) {
            return FlagsAreMutuallyExclusive;
        }
        if (!account.debitsPending.isZero()) {
            return DebitsPendingMustBeZero;
        }
        if (!account.debitsPosted.isZero()) {
            return DebitsPostedMustBeZero;
        }
        if (!account.creditsPending.isZero()) {
            return CreditsPendingMustBeZero;
        }
        if (!account.creditsPosted.isZero()) {
            return CreditsPostedMustBeZero;
        }
        if (account.ledger == 0) {
            return LedgerMustNotBeZero;
        }
        return account.code == 0 ? CodeMustNotBeZero : Created;
    }

    /** Returns true if the imported timestamp is not above that of all accounts, or if a transfer has it. */
    private boolean regresses() {
        return account.timestamp <= accounts.lastTimestamp() || tables.transfers.hasTimestamp(account.timestamp);
    }
}
