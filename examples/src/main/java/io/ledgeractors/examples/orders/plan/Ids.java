package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.examples.shared.TransferAttempts;
import io.ledgeractors.model.UInt128;

/**
 * Derives the ids of all accounts and transfers from the orders, so that a second run finds what the first one created.
 * The upper 8 bits are the kind, because one account number can belong to a payer and to a payee at another bank.
 * Numbers are in the low 64 bits and the month in the 32 bits above them; texts are hashed. Between them, 8 bits hold
 * the number of the attempt, see {@link TransferAttempts}.
 */
public final class Ids {
    private static final int PAYER = 1;
    private static final int PAYEE = 2;
    private static final int FUNDING = 3;
    private static final int SETTLEMENT = 4;
    private static final int MONTHLY_FUNDING = 16;
    private static final int PAYMENT = 17;
    private static final int RESERVE = 18;
    private static final int POST = 19;
    private static final int VOID = 20;

    private static final int KIND_SHIFT = 56;
    private static final long MONTH_MASK = 0xffff_ffffL;

    private Ids() {}

    /** Returns the id of the account of a payer. */
    public static UInt128 payer(long number) {
        return numbered(PAYER, 0, number);
    }

    /** Returns the id of the account of a payee. */
    public static UInt128 payee(Payee payee) {
        return hashed(PAYEE, new Digest("payee").add(payee.bank()).add(payee.account()));
    }

    /** Returns the id of the account that funds all payers. */
    public static UInt128 funding() {
        return numbered(FUNDING, 0, 0);
    }

    /** Returns the id of the settlement account of a bank, which receives its two-phase payment. */
    public static UInt128 settlement(String bank) {
        return hashed(SETTLEMENT, new Digest("settlement").add(bank));
    }

    /** Returns the id of the transfer that funds a payer for a month, from 1. */
    public static UInt128 monthlyFunding(long payer, int month) {
        return numbered(MONTHLY_FUNDING, month, payer);
    }

    /** Returns the id of the transfer that pays an order for a month, from 1. */
    public static UInt128 payment(long order, int month) {
        return numbered(PAYMENT, month, order);
    }

    /** Returns the id of the transfer that reserves the two-phase payment to a bank. */
    public static UInt128 reserve(String bank) {
        return hashed(RESERVE, new Digest("reserve").add(bank));
    }

    /** Returns the id of the transfer that posts the two-phase payment to a bank. */
    public static UInt128 post(String bank) {
        return hashed(POST, new Digest("post").add(bank));
    }

    /** Returns the id of the transfer that voids the two-phase payment to a bank. */
    public static UInt128 voiding(String bank) {
        return hashed(VOID, new Digest("void").add(bank));
    }

    private static UInt128 numbered(int kind, int month, long number) {
        return UInt128.of(((long) kind << KIND_SHIFT) | (month & MONTH_MASK), number);
    }

    private static UInt128 hashed(int kind, Digest digest) {
        UInt128 hash = digest.finish();
        long high = (hash.high() >>> 8) & ~TransferAttempts.MASK;
        return UInt128.of(high | ((long) kind << KIND_SHIFT), hash.low());
    }
}
