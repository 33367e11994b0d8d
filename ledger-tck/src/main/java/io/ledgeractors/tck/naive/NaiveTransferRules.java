package io.ledgeractors.tck.naive;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;

/** Checks whether a transfer may be created, in the order of the protocol fact sheet, section 8. */
final class NaiveTransferRules implements Batch.Rules<Transfer, CreateTransferStatus> {
    private static final int KNOWN_FLAGS = 511;

    private static final Batch.Statuses<CreateTransferStatus> STATUSES = new Batch.Statuses<>(
            CreateTransferStatus.Created,
            CreateTransferStatus.LinkedEventChainOpen,
            CreateTransferStatus.LinkedEventFailed,
            CreateTransferStatus.ImportedEventExpected,
            CreateTransferStatus.ImportedEventNotExpected,
            CreateTransferStatus.TimestampMustBeZero,
            CreateTransferStatus.ImportedEventTimestampOutOfRange,
            CreateTransferStatus.ImportedEventTimestampMustNotAdvance);

    private final Book book;

    NaiveTransferRules(Book book) {
        this.book = book;
    }

    /** Returns true if the transfer posts or voids a pending one. */
    static boolean resolves(Transfer transfer) {
        return TransferFlags.has(transfer.flags(), TransferFlags.POST_PENDING_TRANSFER)
                || TransferFlags.has(transfer.flags(), TransferFlags.VOID_PENDING_TRANSFER);
    }

    @Override
    public Batch.Statuses<CreateTransferStatus> statuses() {
        return STATUSES;
    }

    @Override
    public boolean isLinked(Transfer event) {
        return TransferFlags.has(event.flags(), TransferFlags.LINKED);
    }

    @Override
    public boolean isImported(Transfer event) {
        return TransferFlags.has(event.flags(), TransferFlags.IMPORTED);
    }

    @Override
    public long timestamp(Transfer event) {
        return event.timestamp();
    }

    @Override
    public void failed(Transfer event, CreateTransferStatus status) {
        switch (status) {
            case DebitAccountNotFound,
                    CreditAccountNotFound,
                    PendingTransferNotFound,
                    DebitAccountAlreadyClosed,
                    CreditAccountAlreadyClosed,
                    ExceedsCredits,
                    ExceedsDebits -> book.spend(event.id());
            default -> {}
        }
    }

    @Override
    public NaiveOutcome<CreateTransferStatus> create(Transfer event, long slot) {
        if ((event.flags() & ~KNOWN_FLAGS) != 0) {
            return new NaiveOutcome<>(CreateTransferStatus.ReservedFlag, slot);
        }
        if (event.id().isZero()) {
            return new NaiveOutcome<>(CreateTransferStatus.IdMustNotBeZero, slot);
        }
        if (event.id().isMax()) {
            return new NaiveOutcome<>(CreateTransferStatus.IdMustNotBeIntMax, slot);
        }
        Transfer existing = book.transfer(event.id());
        if (existing != null) {
            CreateTransferStatus status = new SameTransfer(book, event, existing).compare();
            return new NaiveOutcome<>(status, status == CreateTransferStatus.Exists ? existing.timestamp() : slot);
        }
        if (book.isSpent(event.id())) {
            return new NaiveOutcome<>(CreateTransferStatus.IdAlreadyFailed, slot);
        }
        long time = isImported(event) ? event.timestamp() : slot;
        CreateTransferStatus status = resolves(event)
                ? new ResolvingTransfer(book, event, slot, time).create()
                : new NaiveNewTransfer(book, event, time).create();
        return new NaiveOutcome<>(status, status == CreateTransferStatus.Created ? time : slot);
    }

    /** Returns true if an imported transfer with this time would not come after the present events. */
    static boolean regresses(Book book, long time) {
        return book.transfers().stream().anyMatch(transfer -> time <= transfer.timestamp())
                || book.accounts().stream().anyMatch(account -> time == account.timestamp())
                || book.isTimeOfExpiry(time);
    }
}
