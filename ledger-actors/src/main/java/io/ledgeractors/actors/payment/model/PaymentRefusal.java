package io.ledgeractors.actors.payment.model;

/**
 * Why an attempt of a payment, or a refund, ended without moving money. Each is for good: use the next number. Only {@link
 * #NOT_PAID} for a payment that is not paid may be asked again once it is.
 */
public enum PaymentRefusal {
    /** The ledger refused a leg; the detail is the name of its status, such as {@code exceeds_credits}. */
    LEDGER,
    /** Refused before, by an earlier run of the workflow, which died or left memory; its reason is lost. */
    LOST,
    /** The deadline was over before anything was reserved. */
    DEADLINE,
    /** The ledger gave the reserve back, because its time was over before it was posted. */
    EXPIRED,
    /** The user's step declined; the detail is its own. */
    DECLINED,
    /** The user's step failed; the detail is its failure. */
    STEP_FAILED,
    /** The user's step did not end in time. */
    STEP_TIMED_OUT,
    /** Voided by an earlier run of the workflow, or by a later attempt; the reason is lost. */
    VOIDED,
    /** A refund of more than what was paid and not refunded yet, or of a payment that is not paid. */
    NOT_PAID
}
