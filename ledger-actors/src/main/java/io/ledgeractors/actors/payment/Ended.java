package io.ledgeractors.actors.payment;

import org.jspecify.annotations.Nullable;

/** It is over. */
record Ended(PaymentReply reply, @Nullable Payment payment) implements Stage {
    static Stage undecided(PaymentId id, String detail) {
        return new Ended(new PaymentReply.Undecided(id, detail), null);
    }

    static Stage conflict(PaymentId id, String detail) {
        return new Ended(new PaymentReply.Conflict(id, detail), null);
    }

    @Override
    public Wish wish() {
        return new Wish.End(reply, payment);
    }
}
