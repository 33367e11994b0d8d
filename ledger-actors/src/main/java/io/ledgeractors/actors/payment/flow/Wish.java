package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stage of a payment wants to be done. */
sealed interface Wish {
    /** Creates transfers, as one batch. */
    record Create(List<Transfer> transfers) implements Wish {}

    /** Looks transfers up. */
    record LookUp(List<UInt128> ids) implements Wish {}

    /**
     * Calls the user's step.
     *
     * @param until when it is given up, ns since 1970
     */
    record CallStep(Payment payment, int attempt, long until) implements Wish {}

    /**
     * It is over.
     *
     * @param payment as the ledger holds it or was asked to; null if that is not known
     */
    record End(PaymentReply reply, @Nullable Payment payment) implements Wish {}
}
