package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.actors.payment.model.StateReply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The workflow of one payment: reserve, the user's own step, post or void. Only one shard in the cluster works at a
 * payment, and this class sends commands to it. The shard holds nothing that the ledger does not know. After a crash of
 * the shard, its node or its callers, another shard finds the payment in the ledger and goes on. Thread-safe.
 *
 * <p>{@link #pay}, {@link #state} and {@link #refund} return a stage. It always completes normally, and with
 * {@code Undecided} if no reply came in time. {@link #ask} gives the caller's own time-out, and {@link #tell} sends the
 * reply to an actor. A caller that stops waiting cancels nothing, and the payment goes on.
 *
 * <p>Every command is answered exactly once while its node lives and no message is lost on the way to another node.
 * Commands and replies travel between the nodes of a cluster, see {@link Payments}.
 */
public final class PaymentWorkflow {
    /** A command for the workflow of a payment. Immutable. */
    public sealed interface Command {}

    /**
     * Pays. The same command may be sent any number of times, from anywhere, and it pays once.
     *
     * @param attempt 0 at first, at most 15; the next number to try again on purpose after {@code Refused}. A later
     *     attempt first ends all earlier ones: reserves are voided, and if an attempt has paid, that is the reply
     * @param deadline when it must be paid, by the clocks of the nodes. The ledger holds the money no longer than that,
     *     in whole seconds
     */
    public record Pay(Payment payment, int attempt, Instant deadline, ActorRef<PayReply> replyTo) implements Command {
        /**
         * Checks the attempt and the ledgers.
         *
         * @throws IllegalArgumentException if the attempt is not 0 to 15 or the ledger of a leg is negative
         */
        public Pay {
            if (attempt < 0 || attempt >= PaymentId.ATTEMPTS) {
                throw new IllegalArgumentException("a payment can be tried " + PaymentId.ATTEMPTS
                        + " times, attempts 0 to 15, not " + attempt + "; pay under a new id");
            }
            for (Leg leg : payment.legs()) {
                if (leg.ledger() < 0) {
                    throw new IllegalArgumentException("payment " + payment.id() + " has a leg on ledger "
                            + leg.ledger() + ", and a ledger must not be negative; use the ledger of its accounts");
                }
            }
        }
    }

    /** Asks for the state of the payment, and changes nothing. */
    public record GetState(ActorRef<StateReply> replyTo) implements Command {}

    /** Moves some of the paid money back. The same command may be sent any number of times, and it refunds once. */
    public record RefundPayment(Refund refund, ActorRef<RefundReply> replyTo) implements Command {}

    /** Brings a reserve of the payment to its end. It has no reply. The scanner sends it. */
    public record Resume() implements Command {}

    private final PaymentId id;
    private final Payments payments;

    PaymentWorkflow(PaymentId id, Payments payments) {
        this.id = id;
        this.payments = payments;
    }

    /** Returns the id of the payment. */
    public PaymentId id() {
        return id;
    }

    /**
     * Pays by the first attempt.
     *
     * @param deadline when it must be paid; see {@link Pay}
     * @return completes normally; with {@code Undecided} if no reply came until the deadline plus the settings
     *     {@code patience} and {@code max-backoff}
     * @throws IllegalArgumentException if the ledger of a leg is negative
     */
    public CompletionStage<PayReply> pay(Payment payment, Instant deadline) {
        return pay(payment, 0, deadline);
    }

    /**
     * Pays by this attempt.
     *
     * @param attempt 0 to 15; see {@link Pay}
     * @param deadline when it must be paid; see {@link Pay}
     * @return completes normally; with {@code Undecided} if no reply came until the deadline plus the settings
     *     {@code patience} and {@code max-backoff}
     * @throws IllegalArgumentException if the attempt is not 0 to 15 or the ledger of a leg is negative
     */
    public CompletionStage<PayReply> pay(Payment payment, int attempt, Instant deadline) {
        CompletionStage<PayReply> reply =
                ask(replyTo -> new Pay(payment, attempt, deadline, replyTo), payments.replyTimeout(deadline));
        return reply.exceptionally(failure -> new PayReply.Undecided(id, undecided(failure)));
    }

    /**
     * Asks for the state of the payment, and changes nothing.
     *
     * @return completes normally; with {@code Undecided} if no reply came within the settings {@code patience} and
     *     {@code max-backoff} together
     */
    public CompletionStage<StateReply> state() {
        CompletionStage<StateReply> reply = ask(GetState::new, payments.replyTimeout());
        return reply.exceptionally(failure -> new StateReply.Undecided(id, undecided(failure)));
    }

    /**
     * Moves some of the paid money back.
     *
     * @return completes normally; with {@code Undecided} if no reply came within the settings {@code patience} and
     *     {@code max-backoff} together
     */
    public CompletionStage<RefundReply> refund(Refund refund) {
        CompletionStage<RefundReply> reply =
                ask(replyTo -> new RefundPayment(refund, replyTo), payments.replyTimeout());
        return reply.exceptionally(failure -> new RefundReply.Undecided(id, undecided(failure)));
    }

    private static String undecided(Throwable failure) {
        return "the workflow did not reply; ask again with the same command: " + failure.getMessage();
    }

    /**
     * Sends a command and returns a stage with its reply, as Pekko's {@code EntityRef} does.
     *
     * @param message makes the command from the {@code replyTo} that it must have
     * @param timeout after which the stage fails, positive; the command is not cancelled
     * @param <R> the reply, {@link PayReply}, {@link StateReply} or {@link RefundReply}
     * @return completes with the reply, or exceptionally with a {@link java.util.concurrent.TimeoutException}
     */
    public <R> CompletionStage<R> ask(Function<ActorRef<R>, Command> message, Duration timeout) {
        return payments.ask(id, message, timeout);
    }

    /** Sends a command, whose {@code replyTo} gets the reply. */
    public void tell(Command command) {
        payments.tell(id, command);
    }
}
