package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** The fields of an account in mutable registers, reused for one account after the other. */
public final class AccountFields {
    public final MutableUInt128 id = new MutableUInt128();
    public final MutableUInt128 debitsPending = new MutableUInt128();
    public final MutableUInt128 debitsPosted = new MutableUInt128();
    public final MutableUInt128 creditsPending = new MutableUInt128();
    public final MutableUInt128 creditsPosted = new MutableUInt128();
    public final MutableUInt128 userData128 = new MutableUInt128();
    public long userData64;
    public int userData32;
    public int reserved;
    public int ledger;
    public int code;
    public int flags;
    public long timestamp;

    /** Reads all fields from an encoded account. */
    public void read(ByteBuffer buffer, int offset) {
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

    /** Writes all fields as an encoded account. */
    public void write(ByteBuffer buffer, int offset) {
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

    /** Returns true if this flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
