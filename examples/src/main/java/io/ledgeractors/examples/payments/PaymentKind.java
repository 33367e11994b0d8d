package io.ledgeractors.examples.payments;

/** What is special about a payment, most of it a failure made on purpose. */
public enum PaymentKind {
    /** Nothing. */
    PLAIN,
    /** Transferred at once, without a step. */
    DIRECT,
    /** One customer pays three merchants, all or none. */
    SPLIT,
    /** Paid in one currency, got in another. */
    EXCHANGE,
    /** The step captures half. */
    PARTIAL,
    /** A third is given back later. */
    REFUNDED,
    /** The step of the first attempt fails; the next one is tried on purpose. */
    RETRIED,
    /** The step declines. */
    DECLINED,
    /** The step never ends. */
    HANGING,
    /** The payer has no money. */
    POOR;

    /** True if it must be paid in the end, if need be by a later attempt. */
    public boolean isPaid() {
        return this != DECLINED && this != HANGING && this != POOR;
    }
}
