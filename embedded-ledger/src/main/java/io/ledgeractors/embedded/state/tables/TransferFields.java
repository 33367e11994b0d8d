package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/** The fields of a transfer in mutable registers, reused for one transfer after the other. */
public final class TransferFields {
    public final MutableUInt128 id = new MutableUInt128();
    public final MutableUInt128 debitAccountId = new MutableUInt128();
    public final MutableUInt128 creditAccountId = new MutableUInt128();
    public final MutableUInt128 amount = new MutableUInt128();
    public final MutableUInt128 pendingId = new MutableUInt128();
    public final MutableUInt128 userData128 = new MutableUInt128();
    public long userData64;
    public int userData32;
    public int timeout;
    public int ledger;
    public int code;
    public int flags;
    public long timestamp;
    /** The fingerprint of the id, set before the transfer is added to the table. It is not read from a record. */
    public int fingerprint;

    /** Reads all fields from an encoded transfer. */
    public void read(ByteBuffer buffer, int offset) {
        id.read(buffer, offset + TransferCodec.ID);
        debitAccountId.read(buffer, offset + TransferCodec.DEBIT_ACCOUNT_ID);
        creditAccountId.read(buffer, offset + TransferCodec.CREDIT_ACCOUNT_ID);
        amount.read(buffer, offset + TransferCodec.AMOUNT);
        pendingId.read(buffer, offset + TransferCodec.PENDING_ID);
        userData128.read(buffer, offset + TransferCodec.USER_DATA_128);
        userData64 = buffer.getLong(offset + TransferCodec.USER_DATA_64);
        userData32 = buffer.getInt(offset + TransferCodec.USER_DATA_32);
        timeout = buffer.getInt(offset + TransferCodec.TIMEOUT);
        ledger = buffer.getInt(offset + TransferCodec.LEDGER);
        code = Short.toUnsignedInt(buffer.getShort(offset + TransferCodec.CODE));
        flags = Short.toUnsignedInt(buffer.getShort(offset + TransferCodec.FLAGS));
        timestamp = buffer.getLong(offset + TransferCodec.TIMESTAMP);
    }

    /** Writes all fields as an encoded transfer. */
    public void write(ByteBuffer buffer, int offset) {
        id.write(buffer, offset + TransferCodec.ID);
        debitAccountId.write(buffer, offset + TransferCodec.DEBIT_ACCOUNT_ID);
        creditAccountId.write(buffer, offset + TransferCodec.CREDIT_ACCOUNT_ID);
        amount.write(buffer, offset + TransferCodec.AMOUNT);
        pendingId.write(buffer, offset + TransferCodec.PENDING_ID);
        userData128.write(buffer, offset + TransferCodec.USER_DATA_128);
        buffer.putLong(offset + TransferCodec.USER_DATA_64, userData64);
        buffer.putInt(offset + TransferCodec.USER_DATA_32, userData32);
        buffer.putInt(offset + TransferCodec.TIMEOUT, timeout);
        buffer.putInt(offset + TransferCodec.LEDGER, ledger);
        buffer.putShort(offset + TransferCodec.CODE, (short) code);
        buffer.putShort(offset + TransferCodec.FLAGS, (short) flags);
        buffer.putLong(offset + TransferCodec.TIMESTAMP, timestamp);
    }

    /** Returns true if any of these flags is set. */
    public boolean has(int anyOf) {
        return (flags & anyOf) != 0;
    }

    /** Returns when the pending transfer expires, in nanoseconds since 1970. The timeout must not be 0. */
    public long expiresAt() {
        return timestamp + Integer.toUnsignedLong(timeout) * Timestamps.NANOS_PER_SECOND;
    }
}
