package io.ledgeractors.actors.payment.model;

/**
 * The reason why an attempt of a payment, or a refund, ended without moving money. The end is final, so try again with
 * the next number. Only after {@link #NOT_PAID} for a payment that is not paid yet may the same number be used again.
 */
public enum PaymentRefusal {
    /**
     * The ledger refused a leg, and the detail is the name of its status, such as {@code exceeds_credits}. Or a gateway
     * denied the legs for their amount, or no request can carry them, and the detail is that message. The workflow has
     * then made sure that no copy of the legs can be executed later.
     */
    LEDGER,
    /** An earlier run of the workflow was refused, and its reason is lost because the run died or left memory. */
    LOST,
    /** The deadline had passed before anything was reserved. */
    DEADLINE,
    /** The ledger released the reserve, because it expired before it was posted. */
    EXPIRED,
    /** The user's step declined. The detail is the step's own. */
    DECLINED,
    /** The user's step failed. The detail is its exception. */
    STEP_FAILED,
    /** The user's step did not end in time. */
    STEP_TIMED_OUT,
    /** An earlier run of the workflow, or a later attempt, has voided the reserve. The reason is lost. */
    VOIDED,
    /** The refund exceeds the amount that was paid and not refunded yet, or the payment is not paid. */
    NOT_PAID
}
