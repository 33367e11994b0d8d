package io.ledgeractors.actors.payment.model;

/** The phase of a payment in which a transfer is created. Its code is part of the transfer's id. */
public enum PaymentPhase {
    /** Reserves a leg, or transfers it at once. Both have the same ids, so that a payment cannot do both. */
    MOVE(1),
    /** Posts the reserve of a leg. */
    POST(2),
    /** Voids the reserve of a leg. */
    VOID(3),
    /** Moves some of the paid money back. */
    REFUND(4);

    private final int code;

    PaymentPhase(int code) {
        this.code = code;
    }

    /** Returns the code, 1 to 15. */
    public int code() {
        return code;
    }
}
