package io.ledgeractors.examples.payments;

import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * An actor that makes all payments, a bounded number at a time. If a payment that must be paid is refused, the actor
 * tries the next attempt. If a payment is undecided, the actor asks again.
 */
final class PaymentsRun extends AbstractBehavior<PaymentsRun.Message> {
    private static final int WINDOW = 200;
    private static final int TRIES = 30;
    private static final int ATTEMPTS = 16;
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

    /** The messages of this actor. */
    sealed interface Message {}

    private record PayReplied(PayReply reply) implements Message {}

    private record RefundReplied(RefundReply reply) implements Message {}

    private record Again(Open payment) implements Message {}

    private static final class Open {
        private final Planned planned;
        private int attempt;
        private int tries;
        private boolean isPaid;

        Open(Planned planned) {
            this.planned = planned;
        }
    }

    private final Payments payments;
    private final Iterator<Planned> rest;
    private final PaymentsTally tally;
    private final Progress progress;
    private final CompletableFuture<PaymentsTally> done;
    private final Map<PaymentId, Open> open = new HashMap<>();
    private final ActorRef<PayReply> payReplies;
    private final ActorRef<RefundReply> refundReplies;

    private PaymentsRun(
            ActorContext<Message> context,
            Payments payments,
            List<Planned> plan,
            Progress progress,
            CompletableFuture<PaymentsTally> done) {
        super(context);
        this.payments = payments;
        this.rest = plan.iterator();
        this.tally = new PaymentsTally();
        this.progress = progress;
        this.done = done;
        this.payReplies = context.messageAdapter(PayReply.class, PayReplied::new);
        this.refundReplies = context.messageAdapter(RefundReply.class, RefundReplied::new);
        while (open.size() < WINDOW && rest.hasNext()) {
            begin();
        }
    }

    /** Makes all payments of a plan with at least one payment. Blocks the caller until all have ended. */
    static PaymentsTally run(ActorSystem<?> system, Payments payments, List<Planned> plan, Progress progress) {
        CompletableFuture<PaymentsTally> done = new CompletableFuture<>();
        Behavior<Message> behavior =
                Behaviors.setup(context -> new PaymentsRun(context, payments, plan, progress, done));
        system.systemActorOf(behavior, "payments-run", Props.empty());
        return done.join();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(PayReplied.class, replied -> onReply(replied.reply()))
                .onMessage(RefundReplied.class, replied -> onReply(replied.reply()))
                .onMessage(Again.class, again -> {
                    ask(again.payment());
                    return this;
                })
                .build();
    }

    private Behavior<Message> onReply(PayReply reply) {
        Open payment = open.get(reply.id());
        if (payment == null) {
            return this;
        }
        if (reply instanceof PayReply.Paid) {
            onPaid(payment);
        } else if (reply instanceof PayReply.Refused refused) {
            onRefused(payment, refused);
        } else if (reply instanceof PayReply.Undecided) {
            onUndecided(payment);
        } else {
            end(payment, reply.getClass().getSimpleName());
        }
        return open.isEmpty() ? finish() : this;
    }

    private Behavior<Message> onReply(RefundReply reply) {
        Open payment = open.get(reply.id());
        if (payment == null) {
            return this;
        }
        if (reply instanceof RefundReply.Undecided) {
            onUndecided(payment);
        } else if (reply instanceof RefundReply.Refused) {
            end(payment, "RefundRefused");
        } else {
            end(payment, reply.getClass().getSimpleName());
        }
        return open.isEmpty() ? finish() : this;
    }

    private void onPaid(Open payment) {
        payment.isPaid = true;
        Refund refund = payment.planned.refund();
        if (refund == null) {
            end(payment, "Paid");
        } else {
            ask(payment);
        }
    }

    private void onRefused(Open payment, PayReply.Refused refused) {
        tally.refused(refused.reason());
        if (payment.planned.kind().isPaid() && refused.attempt() + 1 < ATTEMPTS) {
            payment.attempt = refused.attempt() + 1;
            ask(payment);
        } else {
            end(payment, "Refused");
        }
    }

    private void onUndecided(Open payment) {
        payment.tries++;
        if (payment.tries < TRIES) {
            getContext().scheduleOnce(AGAIN_AFTER, getContext().getSelf(), new Again(payment));
        } else {
            end(payment, "Undecided");
        }
    }

    private void begin() {
        Planned planned = rest.next();
        Open payment = new Open(planned);
        open.put(planned.payment().id(), payment);
        ask(payment);
    }

    private void ask(Open payment) {
        Refund refund = payment.planned.refund();
        Duration time = payment.planned.kind() == PaymentKind.HANGING ? SHORT_DEADLINE : DEADLINE;
        PaymentWorkflow.Command command = payment.isPaid && refund != null
                ? new PaymentWorkflow.RefundPayment(refund, refundReplies)
                : new PaymentWorkflow.Pay(
                        payment.planned.payment(),
                        payment.attempt,
                        Instant.now().plus(time),
                        payReplies);
        payments.workflow(payment.planned.payment().id()).tell(command);
    }

    private void end(Open payment, String how) {
        open.remove(payment.planned.payment().id());
        tally.ended(payment.planned, how);
        progress.add(1);
        if (rest.hasNext()) {
            begin();
        }
    }

    private Behavior<Message> finish() {
        done.complete(tally);
        return Behaviors.stopped();
    }
}
