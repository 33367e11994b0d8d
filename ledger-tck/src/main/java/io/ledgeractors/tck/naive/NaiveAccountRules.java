package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;

/** Checks whether an account may be created, in the order of the protocol fact sheet, section 8. */
final class NaiveAccountRules implements Batch.Rules<AccountEvent, CreateAccountStatus> {
    private static final int KNOWN_FLAGS = 63;
    private static final int BOTH_LIMITS =
            AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS | AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS;

    private static final Batch.Statuses<CreateAccountStatus> STATUSES = new Batch.Statuses<>(
            CreateAccountStatus.Created,
            CreateAccountStatus.LinkedEventChainOpen,
            CreateAccountStatus.LinkedEventFailed,
            CreateAccountStatus.ImportedEventExpected,
            CreateAccountStatus.ImportedEventNotExpected,
            CreateAccountStatus.TimestampMustBeZero,
            CreateAccountStatus.ImportedEventTimestampOutOfRange,
            CreateAccountStatus.ImportedEventTimestampMustNotAdvance);

    private final Book book;

    NaiveAccountRules(Book book) {
        this.book = book;
    }

    @Override
    public Batch.Statuses<CreateAccountStatus> statuses() {
        return STATUSES;
    }

    @Override
    public boolean isLinked(AccountEvent event) {
        return AccountFlags.has(event.account().flags(), AccountFlags.LINKED);
    }

    @Override
    public boolean isImported(AccountEvent event) {
        return AccountFlags.has(event.account().flags(), AccountFlags.IMPORTED);
    }

    @Override
    public long timestamp(AccountEvent event) {
        return event.account().timestamp();
    }

    @Override
    public void failed(AccountEvent event, CreateAccountStatus status) {
        // A failed account never invalidates its id.
    }

    @Override
    public NaiveOutcome<CreateAccountStatus> create(AccountEvent event, long slot) {
        Account account = event.account();
        Account existing = book.account(account.id());
        CreateAccountStatus status = checkEvent(event);
        if (status == CreateAccountStatus.Created && existing != null) {
            status = compare(account, existing);
            return new NaiveOutcome<>(status, status == CreateAccountStatus.Exists ? existing.timestamp() : slot);
        }
        if (status == CreateAccountStatus.Created) {
            status = checkNew(account);
        }
        if (status != CreateAccountStatus.Created) {
            return new NaiveOutcome<>(status, slot);
        }
        long time = isImported(event) ? account.timestamp() : slot;
        book.put(account.toBuilder().timestampUnsigned(time).build());
        return new NaiveOutcome<>(CreateAccountStatus.Created, time);
    }

    private static CreateAccountStatus checkEvent(AccountEvent event) {
        Account account = event.account();
        if (event.reserved() != 0) {
            return CreateAccountStatus.ReservedField;
        }
        if ((account.flags() & ~KNOWN_FLAGS) != 0) {
            return CreateAccountStatus.ReservedFlag;
        }
        if (account.id().isZero()) {
            return CreateAccountStatus.IdMustNotBeZero;
        }
        if (account.id().isMax()) {
            return CreateAccountStatus.IdMustNotBeIntMax;
        }
        return CreateAccountStatus.Created;
    }

    private static CreateAccountStatus compare(Account event, Account existing) {
        if (event.flags() != existing.flags()) {
            return CreateAccountStatus.ExistsWithDifferentFlags;
        }
        if (!event.userData128().equals(existing.userData128())) {
            return CreateAccountStatus.ExistsWithDifferentUserData128;
        }
        if (event.userData64() != existing.userData64()) {
            return CreateAccountStatus.ExistsWithDifferentUserData64;
        }
        if (event.userData32() != existing.userData32()) {
            return CreateAccountStatus.ExistsWithDifferentUserData32;
        }
        if (event.ledger() != existing.ledger()) {
            return CreateAccountStatus.ExistsWithDifferentLedger;
        }
        if (event.code() != existing.code()) {
            return CreateAccountStatus.ExistsWithDifferentCode;
        }
        return CreateAccountStatus.Exists;
    }

    private CreateAccountStatus checkNew(Account account) {
        if (AccountFlags.has(account.flags(), BOTH_LIMITS)) {
            return CreateAccountStatus.FlagsAreMutuallyExclusive;
        }
        if (!account.debitsPending().isZero()) {
            return CreateAccountStatus.DebitsPendingMustBeZero;
        }
        if (!account.debitsPosted().isZero()) {
            return CreateAccountStatus.DebitsPostedMustBeZero;
        }
        if (!account.creditsPending().isZero()) {
            return CreateAccountStatus.CreditsPendingMustBeZero;
        }
        if (!account.creditsPosted().isZero()) {
            return CreateAccountStatus.CreditsPostedMustBeZero;
        }
        if (account.ledger() == 0) {
            return CreateAccountStatus.LedgerMustNotBeZero;
        }
        if (account.code() == 0) {
            return CreateAccountStatus.CodeMustNotBeZero;
        }
        if (AccountFlags.has(account.flags(), AccountFlags.IMPORTED) && regresses(account.timestamp())) {
            return CreateAccountStatus.ImportedEventTimestampMustNotRegress;
        }
        return CreateAccountStatus.Created;
    }

    private boolean regresses(long time) {
        return book.accounts().stream().anyMatch(account -> time <= account.timestamp())
                || book.transfers().stream().anyMatch(transfer -> time == transfer.timestamp());
    }
}
