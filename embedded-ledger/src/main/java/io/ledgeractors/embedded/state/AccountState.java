package io.ledgeractors.embedded.state;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** Registers for what a transfer needs of an account and changes in it. */
final class AccountState {
    final Wide debitsPending = new Wide();
    final Wide debitsPosted = new Wide();
    final Wide creditsPending = new Wide();
    final Wide creditsPosted = new Wide();
    int ordinal;
    int ledger;
    int flags;
    long timestamp;

    private final Wide sum = new Wide();

    void read(ByteBuffer page, int offset) {
        debitsPending.read(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.read(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.read(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.read(page, offset + AccountCodec.CREDITS_POSTED);
        ledger = page.getInt(offset + AccountCodec.LEDGER);
        flags = Short.toUnsignedInt(page.getShort(offset + AccountCodec.FLAGS));
        timestamp = page.getLong(offset + AccountCodec.TIMESTAMP);
    }

    /** Writes what may change: balances and flags. */
    void write(ByteBuffer page, int offset) {
        debitsPending.write(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.write(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.write(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.write(page, offset + AccountCodec.CREDITS_POSTED);
        page.putShort(offset + AccountCodec.FLAGS, (short) flags);
    }

    boolean isClosed() {
        return (flags & AccountFlags.CLOSED) != 0;
    }

    void close() {
        Check.that(!isClosed(), "an account closed twice");
        flags |= AccountFlags.CLOSED;
    }

    void reopen() {
        Check.that(isClosed(), "an open account reopened");
        flags &= ~AccountFlags.CLOSED;
    }

    /** Debits pending and posted; valid until the next sum. */
    Wide debits() {
        sum.set(debitsPending);
        sum.add(debitsPosted);
        return sum;
    }

    /** Credits pending and posted; valid until the next sum. */
    Wide credits() {
        sum.set(creditsPending);
        sum.add(creditsPosted);
        return sum;
    }

    /** True if the flag of the account forbids so much more debit. */
    boolean debitsExceedCredits(Wide amount) {
        if ((flags & AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS) == 0) {
            return false;
        }
        Wide debits = debits();
        debits.add(amount);
        return creditsPosted.lessThan(debits);
    }

    /** True if the flag of the account forbids so much more credit. */
    boolean creditsExceedDebits(Wide amount) {
        if ((flags & AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS) == 0) {
            return false;
        }
        Wide credits = credits();
        credits.add(amount);
        return debitsPosted.lessThan(credits);
    }
}
