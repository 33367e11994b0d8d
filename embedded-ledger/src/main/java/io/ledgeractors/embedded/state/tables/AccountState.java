package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** The part of an account that transfers read and change, in mutable registers that are reused. */
public final class AccountState {
    public final MutableUInt128 debitsPending = new MutableUInt128();
    public final MutableUInt128 debitsPosted = new MutableUInt128();
    public final MutableUInt128 creditsPending = new MutableUInt128();
    public final MutableUInt128 creditsPosted = new MutableUInt128();
    /** The ordinal of the account in the table. It is not read from the record. */
    public int ordinal;

    public int ledger;
    public int flags;
    public long timestamp;

    private final MutableUInt128 sum = new MutableUInt128();

    /** Reads balances, ledger, flags and timestamp from the record of an account. */
    public void read(ByteBuffer page, int offset) {
        debitsPending.read(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.read(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.read(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.read(page, offset + AccountCodec.CREDITS_POSTED);
        ledger = page.getInt(offset + AccountCodec.LEDGER);
        flags = Short.toUnsignedInt(page.getShort(offset + AccountCodec.FLAGS));
        timestamp = page.getLong(offset + AccountCodec.TIMESTAMP);
    }

    /** Writes the fields that transfers may change: balances and flags. */
    public void write(ByteBuffer page, int offset) {
        debitsPending.write(page, offset + AccountCodec.DEBITS_PENDING);
        debitsPosted.write(page, offset + AccountCodec.DEBITS_POSTED);
        creditsPending.write(page, offset + AccountCodec.CREDITS_PENDING);
        creditsPosted.write(page, offset + AccountCodec.CREDITS_POSTED);
        page.putShort(offset + AccountCodec.FLAGS, (short) flags);
    }

    /** Returns true if the account takes no transfers. */
    public boolean isClosed() {
        return (flags & AccountFlags.CLOSED) != 0;
    }

    /** Closes the account, which must be open. */
    public void close() {
        Invariant.that(!isClosed(), "an account is closed twice");
        flags |= AccountFlags.CLOSED;
    }

    /** Reopens the account, which must be closed. */
    public void reopen() {
        Invariant.that(isClosed(), "an open account is reopened");
        flags &= ~AccountFlags.CLOSED;
    }

    /** Returns the sum of pending and posted debits; the register is reused by the next sum of this account. */
    public MutableUInt128 debits() {
        sum.set(debitsPending);
        sum.add(debitsPosted);
        return sum;
    }

    /** Returns the sum of pending and posted credits; the register is reused by the next sum of this account. */
    public MutableUInt128 credits() {
        sum.set(creditsPending);
        sum.add(creditsPosted);
        return sum;
    }

    /** Returns true if a flag of the account forbids this amount of further debits. */
    public boolean debitsExceedCredits(MutableUInt128 amount) {
        if ((flags & AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS) == 0) {
            return false;
        }
        MutableUInt128 debits = debits();
        debits.add(amount);
        return creditsPosted.lessThan(debits);
    }

    /** Returns true if a flag of the account forbids this amount of further credits. */
    public boolean creditsExceedDebits(MutableUInt128 amount) {
        if ((flags & AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS) == 0) {
            return false;
        }
        MutableUInt128 credits = credits();
        credits.add(amount);
        return debitsPosted.lessThan(credits);
    }
}
