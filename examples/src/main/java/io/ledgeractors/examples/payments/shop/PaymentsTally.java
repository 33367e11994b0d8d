package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the ends of payments. Written by one thread, and read by another after all payments have ended. */
public final class PaymentsTally {
    private final Map<PaymentKind, Map<String, Integer>> ends = new EnumMap<>(PaymentKind.class);
    private final Map<PaymentRefusal, Integer> refusals = new EnumMap<>(PaymentRefusal.class);
    private int paid;
    private int unexpected;
    private int undecided;

    /** Creates an empty tally. */
    public PaymentsTally() {}

    /** Counts the end of a payment. */
    public void add(Planned planned, CallEnd end) {
        String how = end.how();
        ends.computeIfAbsent(planned.kind(), none -> new TreeMap<>()).merge(how, 1, Integer::sum);
        end.refusals().forEach(reason -> refusals.merge(reason, 1, Integer::sum));
        boolean isUndecided = how.equals(CallEnd.UNDECIDED);
        paid += how.equals(CallEnd.PAID) || how.equals(CallEnd.REFUNDED) ? 1 : 0;
        undecided += isUndecided ? 1 : 0;
        unexpected += isUndecided || end.isPlanned(planned) ? 0 : 1;
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
