package io.ledgeractors.examples.orders;

import io.ledgeractors.examples.orders.plan.TwoPhasePayment;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.List;

/**
 * How a two-phase payment went.
 *
 * @param payment the payment
 * @param transfers statuses of the reservation and, if one was sent, of its post or void
 * @param isAsPlanned true if it ended as it should
 * @param note how it ended, for people, such as {@code posted}
 */
public record TwoPhaseOutcome(
        TwoPhasePayment payment, List<CreateTransferStatus> transfers, boolean isAsPlanned, String note) {
    /** Keeps a copy of the list. */
    public TwoPhaseOutcome {
        transfers = List.copyOf(transfers);
    }
}
