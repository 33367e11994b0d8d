package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.cluster.UndeliveredCommands;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import org.apache.pekko.actor.typed.ActorSystem;

/** Turns outcomes into the replies of commands. Pure, except that it sends to the askers. */
final class PaymentReplies {
    private PaymentReplies() {}

    /**
     * Sends the outcome of a command to its asker.
     *
     * @throws IllegalStateException if a command of this type cannot have this outcome
     */
    static void tell(PaymentWorkflow.Command command, PaymentOutcome outcome) {
        if (command instanceof PaymentWorkflow.Pay pay) {
            pay.replyTo().tell(payReply(outcome));
        } else if (command instanceof PaymentWorkflow.GetState get) {
            get.replyTo().tell(stateReply(outcome));
        } else if (command instanceof PaymentWorkflow.RefundPayment refund) {
            refund.replyTo().tell(refundReply(outcome));
        }
    }

    /** Tells the asker of a command, if there is one, that the command is not carried out. */
    static void refuse(PaymentId id, PaymentWorkflow.Command command, String why) {
        if (command instanceof PaymentWorkflow.Pay pay) {
            pay.replyTo().tell(new PayReply.Unavailable(id, why));
        } else if (command instanceof PaymentWorkflow.GetState get) {
            get.replyTo().tell(new StateReply.Unavailable(id, why));
        } else if (command instanceof PaymentWorkflow.RefundPayment refund) {
            refund.replyTo().tell(new RefundReply.Unavailable(id, why));
        }
    }

    /** Makes this system tell askers to ask again if it cannot deliver their commands to the shards of payments. */
    static void answerUndelivered(ActorSystem<?> system) {
        UndeliveredCommands.refuse(
                system,
                PaymentShardActor.Routed.class,
                routed -> tell(routed.command(), new PaymentOutcome.Undecided(routed.id(), UndeliveredCommands.WHY)));
    }

    private static PayReply payReply(PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Paid paid) {
            return new PayReply.Paid(paid.id(), paid.attempt(), paid.amounts(), paid.timestamp());
        }
        if (outcome instanceof PaymentOutcome.Refused refused) {
            return new PayReply.Refused(refused.id(), refused.attempt(), refused.reason(), refused.detail());
        }
        if (outcome instanceof PaymentOutcome.Conflict conflict) {
            return new PayReply.Conflict(conflict.id(), conflict.detail());
        }
        if (outcome instanceof PaymentOutcome.Undecided undecided) {
            return new PayReply.Undecided(undecided.id(), undecided.detail());
        }
        throw impossible("Pay", outcome);
    }

    private static StateReply stateReply(PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Paid paid) {
            return new StateReply.Paid(paid.id(), paid.attempt(), paid.amounts(), paid.timestamp());
        }
        if (outcome instanceof PaymentOutcome.Refused refused) {
            return new StateReply.Refused(refused.id(), refused.attempt(), refused.reason(), refused.detail());
        }
        if (outcome instanceof PaymentOutcome.Open open) {
            return new StateReply.Open(open.id(), open.attempt(), open.expires());
        }
        if (outcome instanceof PaymentOutcome.NotFound notFound) {
            return new StateReply.NotFound(notFound.id());
        }
        if (outcome instanceof PaymentOutcome.Undecided undecided) {
            return new StateReply.Undecided(undecided.id(), undecided.detail());
        }
        throw impossible("GetState", outcome);
    }

    private static RefundReply refundReply(PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Refunded refunded) {
            return new RefundReply.Refunded(refunded.id(), refunded.number(), refunded.timestamp());
        }
        if (outcome instanceof PaymentOutcome.RefundRefused refused) {
            return new RefundReply.Refused(refused.id(), refused.number(), refused.reason(), refused.detail());
        }
        if (outcome instanceof PaymentOutcome.Conflict conflict) {
            return new RefundReply.Conflict(conflict.id(), conflict.detail());
        }
        if (outcome instanceof PaymentOutcome.Undecided undecided) {
            return new RefundReply.Undecided(undecided.id(), undecided.detail());
        }
        throw impossible("RefundPayment", outcome);
    }

    private static IllegalStateException impossible(String command, PaymentOutcome outcome) {
        return new IllegalStateException(command + " cannot end with " + outcome);
    }
}
