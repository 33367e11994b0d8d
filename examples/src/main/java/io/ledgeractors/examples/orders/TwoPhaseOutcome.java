package io.ledgeractors.examples.orders;

import io.ledgeractors.examples.orders.plan.TwoPhasePayment;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.List;

/**
 * The outcome of a two-phase payment. Immutable.
 *
 * @param payment the payment
 * @param transfers statuses of the reservation and, if one was sent, of its post or void
 * @param isAsPlanned true if the payment ended as planned
 * @param note the end of the payment in words, such as {@code posted}
 */
public record TwoPhaseOutcome(
        TwoPhasePayment payment, List<CreateTransferStatus> transfers, boolean isAsPlanned, String note) {
    /** Keeps a copy of the list. */
    public TwoPhaseOutcome {
        transfers = List.copyOf(transfers);
    }
}
