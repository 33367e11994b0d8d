package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
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
