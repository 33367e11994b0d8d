package io.ledgeractors.embedded.state;

import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** Registers for the fields of an account. */
final class AccountFields {
    final Wide id = new Wide();
    final Wide debitsPending = new Wide();
    final Wide debitsPosted = new Wide();
    final Wide creditsPending = new Wide();
    final Wide creditsPosted = new Wide();
    final Wide userData128 = new Wide();
    long userData64;
    int userData32;
    int reserved;
    int ledger;
    int code;
    int flags;
    long timestamp;

    void read(ByteBuffer buffer, int offset) {
        id.read(buffer, offset + AccountCodec.ID);
        debitsPending.read(buffer, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.read(buffer, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.read(buffer, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.read(buffer, offset + AccountCodec.CREDITS_POSTED);
        userData128.read(buffer, offset + AccountCodec.USER_DATA_128);
        userData64 = buffer.getLong(offset + AccountCodec.USER_DATA_64);
        userData32 = buffer.getInt(offset + AccountCodec.USER_DATA_32);
        reserved = buffer.getInt(offset + AccountCodec.RESERVED);
        ledger = buffer.getInt(offset + AccountCodec.LEDGER);
        code = Short.toUnsignedInt(buffer.getShort(offset + AccountCodec.CODE));
        flags = Short.toUnsignedInt(buffer.getShort(offset + AccountCodec.FLAGS));
        timestamp = buffer.getLong(offset + AccountCodec.TIMESTAMP);
    }

    void write(ByteBuffer buffer, int offset) {
        id.write(buffer, offset + AccountCodec.ID);
        debitsPending.write(buffer, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.write(buffer, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.write(buffer, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.write(buffer, offset + AccountCodec.CREDITS_POSTED);
        userData128.write(buffer, offset + AccountCodec.USER_DATA_128);
        buffer.putLong(offset + AccountCodec.USER_DATA_64, userData64);
        buffer.putInt(offset + AccountCodec.USER_DATA_32, userData32);
        buffer.putInt(offset + AccountCodec.RESERVED, reserved);
        buffer.putInt(offset + AccountCodec.LEDGER, ledger);
        buffer.putShort(offset + AccountCodec.CODE, (short) code);
        buffer.putShort(offset + AccountCodec.FLAGS, (short) flags);
        buffer.putLong(offset + AccountCodec.TIMESTAMP, timestamp);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
