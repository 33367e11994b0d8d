package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.Refund;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The workflow of one payment: reserve, the user's own step, post or void. One place in the cluster works at a payment;
 * this is the way there. It holds nothing that the ledger does not know: after a crash, of that place, its node or its
 * callers, another one finds the payment in the ledger and goes on. Thread-safe.
 *
 * <p>Every command is answered exactly once while its node lives. Commands have no serializer yet, so workflows and
 * their users must run on one node: a command for another node is answered {@code Unavailable}, see {@link Payments}.
 */
public final class PaymentWorkflow {
    /** What a workflow understands. */
    public sealed interface Command {}

    /**
     * Pays. The same command may be sent any number of times, from anywhere: it pays once. Answered with {@code Paid},
     * {@code Refused}, {@code Conflict}, {@code Undecided} or {@code Unavailable}.
     *
     * @param attempt 0 at first; the next one to try again on purpose after {@code Refused}. A later attempt first ends
     *     all earlier ones: those that are reserved are voided, and if one has paid, that is the answer
     * @param deadline when it must be paid, by the clocks of the nodes; the ledger holds the money no longer, in whole
     *     seconds
     */
    public record Pay(Payment payment, int attempt, Instant deadline, ActorRef<PaymentReply> replyTo)
            implements Command {
        /**
         * Checks the attempt.
         *
         * @throws IllegalArgumentException if it is not 0 to 15
         */
        public Pay {
            if (attempt < 0 || attempt >= PaymentId.ATTEMPTS) {
                throw new IllegalArgumentException("a payment can be tried " + PaymentId.ATTEMPTS
                        + " times, attempts 0 to 15, not " + attempt + "; pay under a new id");
            }
        }
    }

    /**
     * Asks how it stands, and changes nothing. Answered with {@code Paid}, {@code Refused}, {@code Open}, {@code
     * NoTrace}, {@code Undecided} or {@code Unavailable}.
     */
    public record Get(ActorRef<PaymentReply> replyTo) implements Command {}

    /**
     * Gives back some of what was paid. The same command may be sent any number of times. Answered with {@code
     * Refunded}, {@code RefundRefused}, {@code Conflict}, {@code Undecided} or {@code Unavailable}.
     */
    public record GiveBack(Refund refund, ActorRef<PaymentReply> replyTo) implements Command {}

    /** Brings to its end what is reserved, by whomever; answered by nothing. The scanner sends it. */
    public record Resume() implements Command {}

    private final PaymentId id;
    private final BiConsumer<PaymentId, Command> desks;

    PaymentWorkflow(PaymentId id, BiConsumer<PaymentId, Command> desks) {
        this.id = id;
        this.desks = desks;
    }

    /** Of the payment. */
    public PaymentId id() {
        return id;
    }

    /** Sends a command; its {@code replyTo} gets the answer. */
    public void tell(Command command) {
        desks.accept(id, command);
    }
}
