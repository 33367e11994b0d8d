package io.ledgeractors.embedded.state;

import static io.ledgeractors.model.CreateTransferStatus.*;
import static io.ledgeractors.model.TransferFlags.*;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/** The rules of {@code create_transfers} that all kinds share, in the order in which they are checked. */
final class TransferCreator implements Creator {
    private static final int KNOWN_FLAGS = LINKED
            | PENDING
            | POST_PENDING_TRANSFER
            | VOID_PENDING_TRANSFER
            | BALANCING_DEBIT
            | BALANCING_CREDIT
            | CLOSING_DEBIT
            | CLOSING_CREDIT
            | IMPORTED;

    private final Books books;
    private final Queries queries;
    private final TransferTable transfers;
    private final TransferFields transfer = new TransferFields();
    private final TransferComparison comparison;
    private final NewTransfer newTransfer;
    private final Resolution resolution;
    private final Wide failedId = new Wide();
    private final Warmth ids = new Warmth();
    private final Warmth debits = new Warmth();
    private final Warmth credits = new Warmth();
    /** Where the first event stands that was read ahead. */
    private int windowAt;

    private boolean batchImported;
    private long batchTimestamp;
    private long timestamp;

    TransferCreator(Books books, Queries queries) {
        this.books = books;
        this.queries = queries;
        this.transfers = books.transfers;
        this.comparison = new TransferComparison(books);
        this.newTransfer = new NewTransfer(books);
        this.resolution = new Resolution(books);
    }

    @Override
    public void beginBatch(int firstFlags, long lastTimestamp) {
        batchImported = (firstFlags & IMPORTED) != 0;
        batchTimestamp = lastTimestamp;
    }

    @Override
    public void index() {
        queries.indexTransfers();
    }

    @Override
    public void warm(ByteBuffer body, int at, int events) {
        windowAt = at;
        transfers.warm(body, at + TransferCodec.ID, events, ids);
        books.accounts.warm(body, at + TransferCodec.DEBIT_ACCOUNT_ID, events, debits);
        books.accounts.warm(body, at + TransferCodec.CREDIT_ACCOUNT_ID, events, credits);
    }

    @Override
    public int create(ByteBuffer body, int at, long eventTimestamp) {
        transfer.read(body, at);
        timestamp = eventTimestamp;
        return create((at - windowAt) / TransferCodec.SIZE).code();
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public void failed(ByteBuffer body, int at, int status) {
        if (CreateTransferStatus.ofCode(status).isTransient()) {
            failedId.read(body, at + TransferCodec.ID);
            transfers.burn(failedId);
        }
    }

    @Override
    public void openChain() {
        transfers.openChain();
        books.accounts.openChain();
    }

    @Override
    public void keepChain() {
        transfers.keepChain();
        books.accounts.keepChain();
    }

    @Override
    public void rollBackChain() {
        transfers.rollBackChain();
        books.accounts.rollBackChain();
    }

    /** Creates the transfer that is the event of this number among those read ahead. */
    private CreateTransferStatus create(int index) {
        CreateTransferStatus status = checkEvent();
        if (status != Created) {
            return status;
        }
        transfer.fingerprint = ids.prints[index];
        int ordinal = transfers.find(transfer.id, transfer.fingerprint);
        if (ordinal >= 0) {
            return exists(ordinal);
        }
        if (ordinal != TransferTable.ABSENT) {
            return IdAlreadyFailed;
        }
        long eventTimestamp = timestamp;
        if (batchImported) {
            timestamp = transfer.timestamp;
        }
        status = transfer.has(POST_PENDING_TRANSFER | VOID_PENDING_TRANSFER)
                ? resolution.create(transfer, eventTimestamp, timestamp)
                : newTransfer.create(transfer, timestamp, debits.values[index], credits.values[index]);
        if (status != Created) {
            timestamp = eventTimestamp;
        }
        return status;
    }

    private CreateTransferStatus exists(int ordinal) {
        CreateTransferStatus status = comparison.compare(transfer, ordinal);
        if (status == Exists) {
            timestamp = Timestamps.of(transfers.records(), ordinal, TransferCodec.TIMESTAMP);
        }
        return status;
    }

    private CreateTransferStatus checkEvent() {
        boolean imported = transfer.has(IMPORTED);
        if (imported != batchImported) {
            return imported ? ImportedEventNotExpected : ImportedEventExpected;
        }
        if (!imported && transfer.timestamp != 0) {
            return TimestampMustBeZero;
        }
        if (imported && !Timestamps.isValid(transfer.timestamp)) {
            return ImportedEventTimestampOutOfRange;
        }
        if (imported && transfer.timestamp >= batchTimestamp) {
            return ImportedEventTimestampMustNotAdvance;
        }
        if ((transfer.flags & ~KNOWN_FLAGS) != 0) {
            return ReservedFlag;
        }
        if (transfer.id.isZero()) {
            return IdMustNotBeZero;
        }
        return transfer.id.isMax() ? IdMustNotBeIntMax : Created;
    }
}
