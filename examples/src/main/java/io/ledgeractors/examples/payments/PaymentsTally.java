package io.ledgeractors.examples.payments;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the ends of payments. Written by one thread, and read by another after all payments have ended. */
public final class PaymentsTally {
    private static final String PAID = "Paid";
    private static final String REFUNDED = "Refunded";
    private static final String REFUSED = "Refused";
    private static final String UNDECIDED = "Undecided";

    private final Map<PaymentKind, Map<String, Integer>> ends = new EnumMap<>(PaymentKind.class);
    private final Map<PaymentRefusal, Integer> refusals = new EnumMap<>(PaymentRefusal.class);
    private int paid;
    private int unexpected;
    private int undecided;

    PaymentsTally() {}

    void refused(PaymentRefusal reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    void ended(Planned planned, String how) {
        ends.computeIfAbsent(planned.kind(), none -> new TreeMap<>()).merge(how, 1, Integer::sum);
        boolean isPaid = how.equals(PAID) || how.equals(REFUNDED);
        paid += isPaid ? 1 : 0;
        undecided += how.equals(UNDECIDED) ? 1 : 0;
        String expected = planned.kind().isPaid() ? (planned.refund() == null ? PAID : REFUNDED) : REFUSED;
        unexpected += how.equals(expected) || how.equals(UNDECIDED) ? 0 : 1;
    }

    /** Returns the number of payments by kind and by end. */
    public Map<PaymentKind, Map<String, Integer>> ends() {
        return ends;
    }

    /** Returns the number of refused attempts by reason. */
    public Map<PaymentRefusal, Integer> refusals() {
        return refusals;
    }

    /** Returns the number of payments that were paid, refunded ones included. */
    public int paid() {
        return paid;
    }

    /** Returns the number of payments that did not end as planned. */
    public int unexpected() {
        return unexpected;
    }

    /** Returns the number of payments whose end is unknown. */
    public int undecided() {
        return undecided;
    }
}
