package io.ledgeractors.examples.payments;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment and how it must end.
 *
 * @param number from 0
 * @param captured what each leg must move; empty if nothing
 * @param refund what is given back; null: nothing
 */
public record Planned(
        int number,
        PaymentKind kind,
        Payment payment,
        List<UInt128> captured,
        @Nullable Refund refund) {}
