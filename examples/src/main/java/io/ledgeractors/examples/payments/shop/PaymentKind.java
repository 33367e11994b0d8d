package io.ledgeractors.examples.payments.shop;

/** The kinds of payments. Most of them have a failure made on purpose. */
public enum PaymentKind {
    /** A two-phase payment with nothing special. */
    PLAIN,
    /** Transferred in one phase, without a step. */
    DIRECT,
    /** One customer pays three merchants, all or none. */
    SPLIT,
    /** The customer pays in one currency, the merchant receives another. */
    EXCHANGE,
    /** The step captures half of the amount. */
    PARTIAL,
    /** A third of the amount is refunded later. */
    REFUNDED,
    /** The step of the first attempt fails, and the caller tries the next attempt. */
    RETRIED,
    /** The step declines. */
    DECLINED,
    /** The step never ends. */
    HANGING,
    /** The payer has no money. */
    POOR;

    /** Returns true if the payment must be paid in the end, perhaps by a later attempt. */
    public boolean isPaid() {
        return this != DECLINED && this != HANGING && this != POOR;
    }
}
