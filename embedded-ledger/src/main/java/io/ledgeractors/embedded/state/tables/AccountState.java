package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** Registers for what a transfer needs of an account and changes in it. */
public final class AccountState {
    public final MutableUInt128 debitsPending = new MutableUInt128();
    public final MutableUInt128 debitsPosted = new MutableUInt128();
    public final MutableUInt128 creditsPending = new MutableUInt128();
    public final MutableUInt128 creditsPosted = new MutableUInt128();
    public int ordinal;
    public int ledger;
    public int flags;
    public long timestamp;

    private final MutableUInt128 sum = new MutableUInt128();

    public void read(ByteBuffer page, int offset) {
        debitsPending.read(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.read(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.read(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.read(page, offset + AccountCodec.CREDITS_POSTED);
        ledger = page.getInt(offset + AccountCodec.LEDGER);
        flags = Short.toUnsignedInt(page.getShort(offset + AccountCodec.FLAGS));
        timestamp = page.getLong(offset + AccountCodec.TIMESTAMP);
    }

    /** Writes what may change: balances and flags. */
    public void write(ByteBuffer page, int offset) {
        debitsPending.write(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.write(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.write(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.write(page, offset + AccountCodec.CREDITS_POSTED);
        page.putShort(offset + AccountCodec.FLAGS, (short) flags);
    }

    public boolean isClosed() {
        return (flags & AccountFlags.CLOSED) != 0;
    }

    public void close() {
        Invariant.that(!isClosed(), "an account closed twice");
        flags |= AccountFlags.CLOSED;
    }

    public void reopen() {
        Invariant.that(isClosed(), "an open account reopened");
        flags &= ~AccountFlags.CLOSED;
    }

    /** Debits pending and posted; valid until the next sum. */
    public MutableUInt128 debits() {
        sum.set(debitsPending);
        sum.add(debitsPosted);
        return sum;
    }

    /** Credits pending and posted; valid until the next sum. */
    public MutableUInt128 credits() {
        sum.set(creditsPending);
        sum.add(creditsPosted);
        return sum;
    }

    /** True if the flag of the account forbids so much more debit. */
    public boolean debitsExceedCredits(MutableUInt128 amount) {
        if ((flags & AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS) == 0) {
            return false;
        }
        MutableUInt128 debits = debits();
        debits.add(amount);
        return creditsPosted.lessThan(debits);
    }

    /** True if the flag of the account forbids so much more credit. */
    public boolean creditsExceedDebits(MutableUInt128 amount) {
        if ((flags & AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS) == 0) {
            return false;
        }
        MutableUInt128 credits = credits();
        credits.add(amount);
        return debitsPosted.lessThan(credits);
    }
}
