package io.ledgeractors.embedded.state.create;

import static io.ledgeractors.model.CreateTransferStatus.*;
import static io.ledgeractors.model.TransferFlags.*;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * The rules of {@code create_transfers} that all transfers share, checked in the order of precedence of their statuses.
 */
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

    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final TransferTable transfers;
    private final TransferFields transfer = new TransferFields();
    private final TransferComparison comparison;
    private final NewTransferRules newTransferRules;
    private final PostOrVoidRules postOrVoidRules;
    private final MutableUInt128 failedId = new MutableUInt128();
    private final ReadAhead ids = new ReadAhead();
    private final ReadAhead debits = new ReadAhead();
    private final ReadAhead credits = new ReadAhead();
    /** The position of the first event that was prefetched for. */
    private int windowAt;

    private boolean batchImported;
    private long batchTimestamp;
    private long timestamp;

    TransferCreator(LedgerTables tables, SearchIndexes indexes) {
        this.tables = tables;
        this.indexes = indexes;
        this.transfers = tables.transfers;
        this.comparison = new TransferComparison(tables);
        this.newTransferRules = new NewTransferRules(tables);
        this.postOrVoidRules = new PostOrVoidRules(tables);
    }

    @Override
    public void beginBatch(int firstFlags, long lastTimestamp) {
        batchImported = (firstFlags & IMPORTED) != 0;
        batchTimestamp = lastTimestamp;
    }

    @Override
    public void index() {
        indexes.indexTransfers();
    }

    @Override
    public void prefetch(ByteBuffer body, int at, int events) {
        windowAt = at;
        transfers.prefetch(body, at + TransferCodec.ID, events, ids);
        tables.accounts.prefetch(body, at + TransferCodec.DEBIT_ACCOUNT_ID, events, debits);
        tables.accounts.prefetch(body, at + TransferCodec.CREDIT_ACCOUNT_ID, events, credits);
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
            transfers.addFailedId(failedId);
        }
    }

    @Override
    public void openChain() {
        transfers.openChain();
        tables.accounts.openChain();
    }

    @Override
    public void keepChain() {
        transfers.keepChain();
        tables.accounts.keepChain();
    }

    @Override
    public void rollBackChain() {
        transfers.rollBackChain();
        tables.accounts.rollBackChain();
    }

    /** Creates the transfer; {@code index} is its place among the events that were prefetched for. */
    private CreateTransferStatus create(int index) {
        CreateTransferStatus status = checkEvent();
        if (status != Created) {
            return status;
        }
        transfer.fingerprint = ids.fingerprints[index];
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
                ? postOrVoidRules.create(transfer, eventTimestamp, timestamp)
                : newTransferRules.create(transfer, timestamp, debits.values[index], credits.values[index]);
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
