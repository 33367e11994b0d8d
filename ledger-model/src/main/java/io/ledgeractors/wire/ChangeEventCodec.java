package io.ledgeractors.wire;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.Transfer;
import java.nio.ByteBuffer;

/**
 * The layout of a change event: 384 bytes, little endian, offsets in bytes.
 *
 * <p>Source: protocol fact sheet, section 7. Buffers must be little endian. Thread-safe, without state.
 */
public final class ChangeEventCodec {
    /** Bytes of one change event. */
    public static final int SIZE = 384;

    /** u128: id of the transfer. */
    public static final int TRANSFER_ID = 0;

    /** u128: amount of the transfer as stored. */
    public static final int TRANSFER_AMOUNT = 16;

    /** u128: the pending transfer that this one posts or voids. */
    public static final int TRANSFER_PENDING_ID = 32;

    /** u128. */
    public static final int TRANSFER_USER_DATA_128 = 48;

    /** u64. */
    public static final int TRANSFER_USER_DATA_64 = 64;

    /** u32. */
    public static final int TRANSFER_USER_DATA_32 = 72;

    /** u32: seconds. */
    public static final int TRANSFER_TIMEOUT = 76;

    /** u16. */
    public static final int TRANSFER_CODE = 80;

    /** u16: the flags that were sent. */
    public static final int TRANSFER_FLAGS = 82;

    /** u32. */
    public static final int LEDGER = 84;

    /** u8: see {@link ChangeEventType}. */
    public static final int TYPE = 88;

    /** 112 bytes: the debit account, with the {@code ACCOUNT_} offsets. */
    public static final int DEBIT_ACCOUNT = 128;

    /** 112 bytes: the credit account, with the {@code ACCOUNT_} offsets. */
    public static final int CREDIT_ACCOUNT = 240;

    /** u128, from the start of an account's part. */
    public static final int ACCOUNT_ID = 0;

    /** u128, from the start of an account's part; the other balances follow as in {@link AccountCodec}. */
    public static final int ACCOUNT_DEBITS_PENDING = 16;

    /** u128, from the start of an account's part. */
    public static final int ACCOUNT_DEBITS_POSTED = 32;

    /** u128, from the start of an account's part. */
    public static final int ACCOUNT_CREDITS_PENDING = 48;

    /** u128, from the start of an account's part. */
    public static final int ACCOUNT_CREDITS_POSTED = 64;

    /** u128, from the start of an account's part. */
    public static final int ACCOUNT_USER_DATA_128 = 80;

    /** u64, from the start of an account's part. */
    public static final int ACCOUNT_USER_DATA_64 = 96;

    /** u32, from the start of an account's part. */
    public static final int ACCOUNT_USER_DATA_32 = 104;

    /** u16, from the start of an account's part. */
    public static final int ACCOUNT_CODE = 108;

    /** u16, from the start of an account's part. */
    public static final int ACCOUNT_FLAGS = 110;

    /** u64: timestamp of the transfer, or of its expiry. */
    public static final int TIMESTAMP = 352;

    /** u64: time at which the transfer was created. */
    public static final int TRANSFER_TIMESTAMP = 360;

    /** u64: time at which the debit account was created. */
    public static final int DEBIT_ACCOUNT_TIMESTAMP = 368;

    /** u64: time at which the credit account was created. */
    public static final int CREDIT_ACCOUNT_TIMESTAMP = 376;

    private ChangeEventCodec() {}

    /** Writes all 384 bytes at {@code offset}, reserved bytes as zero. Position and limit do not change. */
    public static void encode(ChangeEvent value, ByteBuffer buffer, int offset) {
        Bytes.zero(buffer, offset, SIZE);
        Transfer transfer = value.transfer();
        Bytes.putU128(buffer, offset + TRANSFER_ID, transfer.id());
        Bytes.putU128(buffer, offset + TRANSFER_AMOUNT, transfer.amount());
        Bytes.putU128(buffer, offset + TRANSFER_PENDING_ID, transfer.pendingId());
        Bytes.putU128(buffer, offset + TRANSFER_USER_DATA_128, transfer.userData128());
        buffer.putLong(offset + TRANSFER_USER_DATA_64, transfer.userData64());
        buffer.putInt(offset + TRANSFER_USER_DATA_32, transfer.userData32());
        buffer.putInt(offset + TRANSFER_TIMEOUT, transfer.timeout());
        buffer.putShort(offset + TRANSFER_CODE, (short) transfer.code());
        buffer.putShort(offset + TRANSFER_FLAGS, (short) transfer.flags());
        buffer.putInt(offset + LEDGER, transfer.ledger());
        buffer.put(offset + TYPE, (byte) value.type().ordinal());
        encodeAccount(value.debitAccount(), buffer, offset + DEBIT_ACCOUNT);
        encodeAccount(value.creditAccount(), buffer, offset + CREDIT_ACCOUNT);
        buffer.putLong(offset + TIMESTAMP, value.timestamp());
        buffer.putLong(offset + TRANSFER_TIMESTAMP, transfer.timestamp());
        buffer.putLong(offset + DEBIT_ACCOUNT_TIMESTAMP, value.debitAccount().timestamp());
        buffer.putLong(offset + CREDIT_ACCOUNT_TIMESTAMP, value.creditAccount().timestamp());
    }

    /** Returns the change event at {@code offset}. Position and limit do not change. */
    public static ChangeEvent decode(ByteBuffer buffer, int offset) {
        int ledger = buffer.getInt(offset + LEDGER);
        Transfer transfer = Transfer.builder()
                .id(Bytes.getU128(buffer, offset + TRANSFER_ID))
                .debitAccountId(Bytes.getU128(buffer, offset + DEBIT_ACCOUNT + ACCOUNT_ID))
                .creditAccountId(Bytes.getU128(buffer, offset + CREDIT_ACCOUNT + ACCOUNT_ID))
                .amount(Bytes.getU128(buffer, offset + TRANSFER_AMOUNT))
                .pendingId(Bytes.getU128(buffer, offset + TRANSFER_PENDING_ID))
                .userData128(Bytes.getU128(buffer, offset + TRANSFER_USER_DATA_128))
                .userData64Unsigned(buffer.getLong(offset + TRANSFER_USER_DATA_64))
                .userData32Unsigned(buffer.getInt(offset + TRANSFER_USER_DATA_32))
                .timeoutUnsigned(buffer.getInt(offset + TRANSFER_TIMEOUT))
                .ledgerUnsigned(ledger)
                .code(Short.toUnsignedInt(buffer.getShort(offset + TRANSFER_CODE)))
                .flags(Short.toUnsignedInt(buffer.getShort(offset + TRANSFER_FLAGS)))
                .timestampUnsigned(buffer.getLong(offset + TRANSFER_TIMESTAMP))
                .build();
        return new ChangeEvent(
                ChangeEventType.ofCode(Byte.toUnsignedInt(buffer.get(offset + TYPE))),
                buffer.getLong(offset + TIMESTAMP),
                transfer,
                decodeAccount(buffer, offset + DEBIT_ACCOUNT, ledger, buffer.getLong(offset + DEBIT_ACCOUNT_TIMESTAMP)),
                decodeAccount(
                        buffer, offset + CREDIT_ACCOUNT, ledger, buffer.getLong(offset + CREDIT_ACCOUNT_TIMESTAMP)));
    }

    private static void encodeAccount(Account account, ByteBuffer buffer, int at) {
        Bytes.putU128(buffer, at + ACCOUNT_ID, account.id());
        Bytes.putU128(buffer, at + ACCOUNT_DEBITS_PENDING, account.debitsPending());
        Bytes.putU128(buffer, at + ACCOUNT_DEBITS_POSTED, account.debitsPosted());
        Bytes.putU128(buffer, at + ACCOUNT_CREDITS_PENDING, account.creditsPending());
        Bytes.putU128(buffer, at + ACCOUNT_CREDITS_POSTED, account.creditsPosted());
        Bytes.putU128(buffer, at + ACCOUNT_USER_DATA_128, account.userData128());
        buffer.putLong(at + ACCOUNT_USER_DATA_64, account.userData64());
        buffer.putInt(at + ACCOUNT_USER_DATA_32, account.userData32());
        buffer.putShort(at + ACCOUNT_CODE, (short) account.code());
        buffer.putShort(at + ACCOUNT_FLAGS, (short) account.flags());
    }

    private static Account decodeAccount(ByteBuffer buffer, int at, int ledger, long timestamp) {
        return Account.builder()
                .id(Bytes.getU128(buffer, at + ACCOUNT_ID))
                .debitsPending(Bytes.getU128(buffer, at + ACCOUNT_DEBITS_PENDING))
                .debitsPosted(Bytes.getU128(buffer, at + ACCOUNT_DEBITS_POSTED))
                .creditsPending(Bytes.getU128(buffer, at + ACCOUNT_CREDITS_PENDING))
                .creditsPosted(Bytes.getU128(buffer, at + ACCOUNT_CREDITS_POSTED))
                .userData128(Bytes.getU128(buffer, at + ACCOUNT_USER_DATA_128))
                .userData64Unsigned(buffer.getLong(at + ACCOUNT_USER_DATA_64))
                .userData32Unsigned(buffer.getInt(at + ACCOUNT_USER_DATA_32))
                .ledgerUnsigned(ledger)
                .code(Short.toUnsignedInt(buffer.getShort(at + ACCOUNT_CODE)))
                .flags(Short.toUnsignedInt(buffer.getShort(at + ACCOUNT_FLAGS)))
                .timestampUnsigned(timestamp)
                .build();
    }
}
