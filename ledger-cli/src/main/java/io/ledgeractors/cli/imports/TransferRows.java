package io.ledgeractors.cli.imports;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerImport;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FlowWithContext;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Converts rows to transfers. */
final class TransferRows implements RowForm<Transfer, TransferResult> {
    static final Map<String, Integer> FLAGS = Map.of(
            "linked", TransferFlags.LINKED,
            "pending", TransferFlags.PENDING,
            "post_pending_transfer", TransferFlags.POST_PENDING_TRANSFER,
            "void_pending_transfer", TransferFlags.VOID_PENDING_TRANSFER,
            "balancing_debit", TransferFlags.BALANCING_DEBIT,
            "balancing_credit", TransferFlags.BALANCING_CREDIT,
            "closing_debit", TransferFlags.CLOSING_DEBIT,
            "closing_credit", TransferFlags.CLOSING_CREDIT,
            "imported", TransferFlags.IMPORTED);

    private final Columns columns;
    private final RowIds ids;
    private final boolean isHistory;

    TransferRows(Columns columns, RowIds ids) {
        this.columns = columns;
        this.ids = ids;
        this.isHistory = columns.has(Field.TIMESTAMP);
    }

    @Override
    public Transfer element(Row row) {
        columns.requireWidth(row.fields());
        if (columns.withJoinedAmount(row.fields()).stream().anyMatch(joined -> isTransfer(row, joined))) {
            throw new IllegalArgumentException(row.fields().size() + " fields instead of " + columns.width()
                    + ": the amount may have been split at a comma; put the amount in quotes, or remove the"
                    + " separator at the end of the row");
        }
        return transfer(row, row.fields());
    }

    private boolean isTransfer(Row row, List<String> fields) {
        try {
            transfer(row, fields);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private Transfer transfer(Row row, List<String> fields) {
        int flags = columns.flags(fields, FLAGS);
        if (TransferFlags.has(flags, TransferFlags.LINKED)) {
            throw new IllegalArgumentException("rows are transfers of their own: the flag linked is not for them");
        }
        if (!isHistory && TransferFlags.has(flags, TransferFlags.IMPORTED)) {
            throw new IllegalArgumentException("the flag imported needs a timestamp in each row");
        }
        if (!columns.has(Field.ID)) {
            row.requireNewId();
        }
        requireFields(fields, flags);
        int timeout = columns.u32(fields, Field.TIMEOUT);
        if (isHistory && timeout != 0) {
            throw new IllegalArgumentException("timeout " + Integer.toUnsignedString(timeout)
                    + " is not possible: a transfer with a timestamp of its own has no timeout");
        }
        return Transfer.builder()
                .id(columns.has(Field.ID) ? columns.u128(fields, Field.ID) : ids.of(row.number()))
                .debitAccountId(columns.u128(fields, Field.DEBIT_ACCOUNT_ID))
                .creditAccountId(columns.u128(fields, Field.CREDIT_ACCOUNT_ID))
                .amount(columns.amount(fields))
                .pendingId(columns.u128(fields, Field.PENDING_ID))
                .timeoutUnsigned(timeout)
                .userData128(columns.u128(fields, Field.USER_DATA_128))
                .userData64Unsigned(columns.u64(fields, Field.USER_DATA_64))
                .userData32Unsigned(columns.u32(fields, Field.USER_DATA_32))
                .ledgerUnsigned(columns.u32(fields, Field.LEDGER))
                .code(columns.u16(fields, Field.CODE))
                .flags(isHistory ? flags | TransferFlags.IMPORTED : flags)
                .timestampUnsigned(columns.timestamp(fields))
                .build();
    }

    // A blank amount is not 0, because a post with the amount 0 would release the whole reservation. Posts and voids
    // take accounts, ledger and code from the pending transfer, and a void takes the amount from it.
    private void requireFields(List<String> fields, int flags) {
        boolean isVoid = TransferFlags.has(flags, TransferFlags.VOID_PENDING_TRANSFER);
        boolean isPost = TransferFlags.has(flags, TransferFlags.POST_PENDING_TRANSFER);
        if (columns.has(Field.ID)) {
            columns.require(fields, Field.ID);
        }
        if (isVoid || isPost) {
            columns.require(fields, Field.PENDING_ID);
        } else {
            columns.require(fields, Field.DEBIT_ACCOUNT_ID);
            columns.require(fields, Field.CREDIT_ACCOUNT_ID);
            columns.require(fields, Field.LEDGER);
            columns.require(fields, Field.CODE);
        }
        if (!isVoid) {
            columns.require(fields, Field.AMOUNT);
        }
        if (isHistory) {
            columns.require(fields, Field.TIMESTAMP);
        }
    }

    @Override
    public long timestamp(Transfer transfer) {
        return transfer.timestamp();
    }

    @Override
    public FlowWithContext<Transfer, Row, TransferResult, Row, NotUsed> flow(ActorSystem<?> system) {
        LedgerStreamSettings settings = LedgerStreamSettings.create(system);
        return isHistory
                ? LedgerImport.transfersWithContext(system, settings)
                : LedgerFlow.createTransfersWithContext(system, settings);
    }

    @Override
    public boolean isThere(ActorSystem<?> system, UInt128 id) {
        return Source.single(id)
                .via(LedgerFlow.lookupTransfers(system))
                .runWith(Sink.head(), system)
                .toCompletableFuture()
                .join()
                .transfer()
                .isPresent();
    }
}
