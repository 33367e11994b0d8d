package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A planned payment and its expected end.
 *
 * @param number number of the payment, from 0
 * @param kind what is special about the payment
 * @param payment the payment
 * @param captured the amount that each leg must move; empty if nothing must move
 * @param refund the refund; null if there is none
 */
public record Planned(
        int number,
        PaymentKind kind,
        Payment payment,
        List<UInt128> captured,
        @Nullable Refund refund) {}
