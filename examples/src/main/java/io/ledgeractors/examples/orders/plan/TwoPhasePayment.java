package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A two-phase payment from the funding account to the settlement account of a bank. It reserves the amount that the
 * orders to the bank pay in one month, and then posts the reservation, voids it or lets it expire. There is one such
 * payment per bank and ledger, however many months are paid.
 *
 * @param bank name of the bank
 * @param amount amount in minor units
 * @param ending how the reservation ends
 */
public record TwoPhasePayment(String bank, UInt128 amount, Ending ending) {
    /** The timeout in seconds of a reservation that is to expire. */
    public static final int EXPIRY_SECONDS = 1;

    private static final int EVERY_FOURTH = 4;
    private static final int THIRD = 2;

    /** The ways in which a reservation ends. */
    public enum Ending {
        /** The reservation is posted, so the amount is paid. */
        POST,
        /** The reservation is voided, so the amount is released. */
        VOID,
        /** The reservation expires, so the ledger releases the amount. */
        EXPIRE
    }

    /**
     * Returns one payment per bank of the book, sorted by bank. The last of several expires, the third of every four is
     * voided, and the others are posted.
     */
    public static List<TwoPhasePayment> of(OrderBook book) {
        Map<String, BigInteger> sums = new TreeMap<>();
        for (StandingOrder order : book.orders()) {
            sums.merge(order.payee().bank(), BigInteger.valueOf(order.amount()), BigInteger::add);
        }
        List<TwoPhasePayment> payments = new ArrayList<>();
        sums.forEach((bank, sum) ->
                payments.add(new TwoPhasePayment(bank, UInt128.of(sum), ending(payments.size(), sums.size()))));
        return payments;
    }

    /** Returns the timeout of the reservation in seconds; 0 if it has none. */
    public int timeoutSeconds() {
        return ending == Ending.EXPIRE ? EXPIRY_SECONDS : 0;
    }

    private static Ending ending(int index, int count) {
        if (count > 1 && index == count - 1) {
            return Ending.EXPIRE;
        }
        return index % EVERY_FOURTH == THIRD ? Ending.VOID : Ending.POST;
    }
}
