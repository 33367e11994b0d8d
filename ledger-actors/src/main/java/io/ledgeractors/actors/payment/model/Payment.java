package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * A payment: its id and its legs, of which the ledger executes all or none. A payment with the same id and anything
 * else different is another payment, and its command is answered with {@code Conflict}. Immutable.
 *
 * @param id of the payment
 * @param legs 1 to {@value #LEGS_MAX}, in the order in which the ledger executes them
 * @param isTwoPhase true to reserve first, then call the user's own step, then post or void; false to transfer at once
 * @param userData128 free for the user; the ledger keeps it with each leg
 * @param userData64 free for the user; the ledger keeps it with each leg
 */
public record Payment(PaymentId id, List<Leg> legs, boolean isTwoPhase, UInt128 userData128, long userData64) {
    /**
     * The greatest number of legs of a payment. That many fit into a request of every ledger, also one for
     * development.
     */
    public static final int LEGS_MAX = 252;

    /**
     * Checks the number of legs.
     *
     * @throws IllegalArgumentException if there is no leg or more than {@value #LEGS_MAX}
     */
    public Payment {
        legs = List.copyOf(legs);
        if (legs.isEmpty() || legs.size() > LEGS_MAX) {
            throw new IllegalArgumentException(
                    "a payment has 1 to " + LEGS_MAX + " legs, not " + legs.size() + "; make several payments of it");
        }
    }

    /** Returns a payment that reserves first, without user data. */
    public static Payment twoPhase(PaymentId id, List<Leg> legs) {
        return new Payment(id, legs, true, UInt128.ZERO, 0);
    }

    /** Returns a payment that transfers at once, without user data. */
    public static Payment direct(PaymentId id, List<Leg> legs) {
        return new Payment(id, legs, false, UInt128.ZERO, 0);
    }

    /** Returns the same payment with user data. */
    public Payment withUserData(UInt128 data128, long data64) {
        return new Payment(id, legs, isTwoPhase, data128, data64);
    }
}
