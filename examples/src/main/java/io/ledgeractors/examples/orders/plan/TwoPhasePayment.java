package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One two-phase payment from the funding account to the settlement account of a bank: what the bank's orders pay
 * in one month is reserved, and then posted, voided or left to expire. There is one per bank and ledger, however
 * many months are paid.
 *
 * @param bank the bank
 * @param amount in minor units
 * @param ending what becomes of the reservation
 */
public record TwoPhasePayment(String bank, UInt128 amount, Ending ending) {
    /** Seconds after which the reservation that nobody ends expires. */
    public static final int EXPIRY_SECONDS = 1;

    private static final int EVERY_FOURTH = 4;
    private static final int THIRD = 2;

    /** What becomes of a reservation. */
    public enum Ending {
        /** It is paid. */
        POST,
        /** It is given back. */
        VOID,
        /** Nobody ends it in time; the ledger gives it back. */
        EXPIRE
    }

    /**
     * One for each bank of the book, sorted by bank: the last of several expires, the third of every four is
     * voided, the others are posted.
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

    /** Seconds until the ledger gives the reservation back; 0: never. */
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
