package io.ledgeractors.actors.payment.model;

/** What a transfer of a payment does. Its code is part of the transfer's id. */
public enum PaymentPhase {
    /** Reserves a leg, or transfers it at once: the same ids, so that a payment cannot be both. */
    MOVE(1),
    /** Posts the reserve of a leg. */
    POST(2),
    /** Voids the reserve of a leg. */
    VOID(3),
    /** Gives back what was paid. */
    REFUND(4);

    private final int code;

    PaymentPhase(int code) {
        this.code = code;
    }

    /** 1 to 15. */
    public int code() {
        return code;
    }
}
