package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import java.util.List;

/**
 * How a call for a payment ended.
 *
 * @param how the end in one word: {@code Paid}, {@code Refunded}, {@code Refused}, {@code Undecided}, or the name of
 *     another reply
 * @param refusals why attempts were refused, in their order
 */
public record CallEnd(String how, List<PaymentRefusal> refusals) {
    /** The payment was paid. */
    public static final String PAID = "Paid";

    /** The payment was paid, and its refund was made. */
    public static final String REFUNDED = "Refunded";

    /** The last attempt was refused. */
    public static final String REFUSED = "Refused";

    /** The end is unknown, and the caller has given up asking. */
    public static final String UNDECIDED = "Undecided";

    /** Keeps a copy of the list. */
    public CallEnd {
        refusals = List.copyOf(refusals);
    }

    /** Returns true if a payment of the plan must end like this. */
    public boolean isPlanned(Planned planned) {
        if (!planned.kind().isPaid()) {
            return how.equals(REFUSED);
        }
        return how.equals(planned.refund() == null ? PAID : REFUNDED);
    }
}
