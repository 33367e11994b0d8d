package io.ledgeractors.embedded.state;

import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/**
 * The layout of an account event: both accounts right after a transfer or an expiry. A transfer and its event
 * have the same ordinal. Integers are little endian, offsets in bytes.
 */
final class AccountEvent {
    /** Four balances of the debit account, in the order of {@link AccountCodec}. */
    static final int DEBIT_BALANCES = 0;

    /** Four balances of the credit account. */
    static final int CREDIT_BALANCES = 64;

    /** u32: ordinal of the debit account. */
    static final int DEBIT_ACCOUNT = 128;

    /** u32: ordinal of the credit account. */
    static final int CREDIT_ACCOUNT = 132;

    /** u16: flags of the debit account. */
    static final int DEBIT_FLAGS = 136;

    /** u16: flags of the credit account. */
    static final int CREDIT_FLAGS = 138;

    /** i32: ordinal of the pending transfer that was posted, voided or expired; -1: none. */
    static final int PENDING = 140;

    /** Bytes of the event of a transfer. */
    static final int SIZE = 144;

    /** u64: when a pending transfer expired; only in events of expiry. */
    static final int EXPIRED_AT = 144;

    /** Bytes of the event of an expiry. */
    static final int EXPIRY_SIZE = 152;

    static final int NO_PENDING = -1;

    private static final int POSTED = 16;
    private static final int CREDITS = 32;

    private AccountEvent() {}

    static void write(ByteBuffer page, int offset, AccountState debit, AccountState credit, int pending) {
        writeBalances(page, offset + DEBIT_BALANCES, debit);
        writeBalances(page, offset + CREDIT_BALANCES, credit);
        page.putInt(offset + DEBIT_ACCOUNT, debit.ordinal);
        page.putInt(offset + CREDIT_ACCOUNT, credit.ordinal);
        page.putShort(offset + DEBIT_FLAGS, (short) debit.flags);
        page.putShort(offset + CREDIT_FLAGS, (short) credit.flags);
        page.putInt(offset + PENDING, pending);
    }

    private static void writeBalances(ByteBuffer page, int offset, AccountState account) {
        account.debitsPending.write(page, offset);
        account.debitsPosted.write(page, offset + POSTED);
        account.creditsPending.write(page, offset + CREDITS);
        account.creditsPosted.write(page, offset + CREDITS + POSTED);
    }
}
