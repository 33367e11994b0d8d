package io.ledgeractors.embedded.state.read;

import io.ledgeractors.embedded.state.tables.AccountEvents;
import io.ledgeractors.embedded.state.tables.AccountFields;
import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.ExpiryTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.Timestamps;
import io.ledgeractors.embedded.state.tables.TransferFields;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Reads change events in the order of their timestamps. It merges transfers and expiries, each of which are in order.
 * Source: protocol fact sheet, section 10.
 */
public final class ChangeEventReader {
    private static final int RESERVED = ChangeEventsFilterCodec.LIMIT + Integer.BYTES;

    private final AccountTable accounts;
    private final TransferTable transfers;
    private final ExpiryTable expiries;
    private final TransferFields transfer = new TransferFields();
    private final AccountFields account = new AccountFields();

    /** Creates the reader of these tables. */
    public ChangeEventReader(LedgerTables tables) {
        accounts = tables.accounts;
        transfers = tables.transfers;
        expiries = tables.expiries;
    }

    /** Writes the events that a filter matches and returns their number; an invalid filter has none. */
    public int read(ByteBuffer body, int at, ByteBuffer reply, int replyAt, int resultsMax) {
        long min = body.getLong(at + ChangeEventsFilterCodec.TIMESTAMP_MIN);
        long max = body.getLong(at + ChangeEventsFilterCodec.TIMESTAMP_MAX);
        int asked = body.getInt(at + ChangeEventsFilterCodec.LIMIT);
        boolean bounded = min >= 0 && max >= 0 && (max == 0 || min <= max) && asked != 0;
        if (!bounded || !Bytes.isZero(body, at + RESERVED, ChangeEventsFilterCodec.SIZE - RESERVED)) {
            return 0;
        }
        int limit = Integer.compareUnsigned(asked, resultsMax) < 0 ? asked : resultsMax;
        return merge(min, max == 0 ? Long.MAX_VALUE : max, limit, reply, replyAt);
    }

    private int merge(long min, long max, int limit, ByteBuffer reply, int replyAt) {
        int transferAt = Timestamps.firstNotBelow(transfers.records(), TransferCodec.TIMESTAMP, min);
        int expiryAt = expiries.firstNotBefore(min);
        int results = 0;
        while (results < limit) {
            long transferTime = timeOfTransfer(transferAt, max);
            long expiryTime = timeOfExpiry(expiryAt, max);
            if (transferTime == 0 && expiryTime == 0) {
                break;
            }
            int to = replyAt + results++ * ChangeEventCodec.SIZE;
            if (expiryTime == 0 || transferTime != 0 && transferTime < expiryTime) {
                writeTransfer(transferAt++, reply, to);
            } else {
                writeExpiry(expiryAt++, expiryTime, reply, to);
            }
        }
        return results;
    }

    /** Returns the timestamp of a transfer; 0 if the transfer does not exist or is later than {@code max}. */
    private long timeOfTransfer(int ordinal, long max) {
        if (ordinal >= transfers.count()) {
            return 0;
        }
        long time = Timestamps.of(transfers.records(), ordinal, TransferCodec.TIMESTAMP);
        return time <= max ? time : 0;
    }

    /** Returns the timestamp of an expiry; 0 if the expiry does not exist or is later than {@code max}. */
    private long timeOfExpiry(int ordinal, long max) {
        if (ordinal >= expiries.events().count()) {
            return 0;
        }
        long time = expiries.timestamp(ordinal);
        return time <= max ? time : 0;
    }

    private void writeTransfer(int ordinal, ByteBuffer reply, int at) {
        transfers.read(ordinal, transfer);
        write(transfers.events(), ordinal, reply, at);
        reply.put(at + ChangeEventCodec.TYPE, (byte) type().ordinal());
        reply.putLong(at + ChangeEventCodec.TIMESTAMP, transfer.timestamp);
    }

    private void writeExpiry(int ordinal, long time, ByteBuffer reply, int at) {
        transfers.read(expiries.events().pending(ordinal), transfer);
        write(expiries.events(), ordinal, reply, at);
        reply.put(at + ChangeEventCodec.TYPE, (byte) ChangeEventType.TWO_PHASE_EXPIRED.ordinal());
        reply.putLong(at + ChangeEventCodec.TIMESTAMP, time);
    }

    private ChangeEventType type() {
        if (transfer.has(TransferFlags.PENDING)) {
            return ChangeEventType.TWO_PHASE_PENDING;
        }
        if (transfer.has(TransferFlags.POST_PENDING_TRANSFER)) {
            return ChangeEventType.TWO_PHASE_POSTED;
        }
        return transfer.has(TransferFlags.VOID_PENDING_TRANSFER)
                ? ChangeEventType.TWO_PHASE_VOIDED
                : ChangeEventType.SINGLE_PHASE;
    }

    private void write(AccountEvents events, int ordinal, ByteBuffer reply, int at) {
        Bytes.zero(reply, at, ChangeEventCodec.SIZE);
        writeTransferFields(reply, at);
        int debitAt = at + ChangeEventCodec.DEBIT_ACCOUNT;
        int creditAt = at + ChangeEventCodec.CREDIT_ACCOUNT;
        events.writeDebitBalances(ordinal, reply, debitAt + ChangeEventCodec.ACCOUNT_DEBITS_PENDING);
        events.writeCreditBalances(ordinal, reply, creditAt + ChangeEventCodec.ACCOUNT_DEBITS_PENDING);
        writeAccount(events.debitAccount(ordinal), events.debitFlags(ordinal), reply, debitAt);
        reply.putLong(at + ChangeEventCodec.DEBIT_ACCOUNT_TIMESTAMP, account.timestamp);
        writeAccount(events.creditAccount(ordinal), events.creditFlags(ordinal), reply, creditAt);
        reply.putLong(at + ChangeEventCodec.CREDIT_ACCOUNT_TIMESTAMP, account.timestamp);
    }

    private void writeTransferFields(ByteBuffer reply, int at) {
        transfer.id.write(reply, at + ChangeEventCodec.TRANSFER_ID);
        transfer.amount.write(reply, at + ChangeEventCodec.TRANSFER_AMOUNT);
        transfer.pendingId.write(reply, at + ChangeEventCodec.TRANSFER_PENDING_ID);
        transfer.userData128.write(reply, at + ChangeEventCodec.TRANSFER_USER_DATA_128);
        reply.putLong(at + ChangeEventCodec.TRANSFER_USER_DATA_64, transfer.userData64);
        reply.putInt(at + ChangeEventCodec.TRANSFER_USER_DATA_32, transfer.userData32);
        reply.putInt(at + ChangeEventCodec.TRANSFER_TIMEOUT, transfer.timeout);
        reply.putShort(at + ChangeEventCodec.TRANSFER_CODE, (short) transfer.code);
        reply.putShort(at + ChangeEventCodec.TRANSFER_FLAGS, (short) transfer.flags);
        reply.putInt(at + ChangeEventCodec.LEDGER, transfer.ledger);
        reply.putLong(at + ChangeEventCodec.TRANSFER_TIMESTAMP, transfer.timestamp);
    }

    private void writeAccount(int ordinal, int flags, ByteBuffer reply, int at) {
        accounts.read(ordinal, account);
        account.id.write(reply, at + ChangeEventCodec.ACCOUNT_ID);
        account.userData128.write(reply, at + ChangeEventCodec.ACCOUNT_USER_DATA_128);
        reply.putLong(at + ChangeEventCodec.ACCOUNT_USER_DATA_64, account.userData64);
        reply.putInt(at + ChangeEventCodec.ACCOUNT_USER_DATA_32, account.userData32);
        reply.putShort(at + ChangeEventCodec.ACCOUNT_CODE, (short) account.code);
        reply.putShort(at + ChangeEventCodec.ACCOUNT_FLAGS, (short) flags);
    }
}
