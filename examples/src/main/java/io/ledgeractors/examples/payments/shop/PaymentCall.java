package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.PaymentWorkflow;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.actors.payment.model.RefundReply;
import io.ledgeractors.examples.shared.AskCounter;
import io.ledgeractors.examples.shared.CallerAsks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The caller of one payment. If a payment that must be paid is refused, it tries the next attempt. If the payment is
 * undecided, or no reply comes in time because a node has died, it sends the same command again.
 */
public final class PaymentCall extends AbstractBehavior<PaymentCall.Message> {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

    /** The messages of this actor. */
    public sealed interface Message {}

    private record PayReplied(PayReply reply) implements Message {}

    private record RefundReplied(RefundReply reply) implements Message {}

    private record TimedOut(int ask) implements Message {}

    private enum Again implements Message {
        INSTANCE
    }

    private enum Enough implements Message {
        INSTANCE
    }

    /**
     * What callers of payments do with time.
     *
     * @param deadline time from an ask until the payment must be paid
     * @param answerWithin time after which a caller without a reply asks again
     * @param tries greatest number of asks that may end undecided or without a reply
     * @param listening time for which the caller counts replies after the payment has ended; zero for none
     */
    public record Patience(Duration deadline, Duration answerWithin, int tries, Duration listening) {}

    private final TimerScheduler<Message> timers;
    private final Payments payments;
    private final Planned planned;
    private final Patience patience;
    private final CallerAsks asks;
    private final Consumer<CallEnd> done;
    private final ActorRef<PayReply> payReplies;
    private final ActorRef<RefundReply> refundReplies;
    private final List<PaymentRefusal> refusals = new ArrayList<>();
    private int attempt;
    private int tries;
    private boolean isPaid;
    private boolean isEnded;

    private PaymentCall(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Payments payments,
            Planned planned,
            Patience patience,
            AskCounter counter,
            Consumer<CallEnd> done) {
        super(context);
        this.timers = timers;
        this.payments = payments;
        this.planned = planned;
        this.patience = patience;
        this.asks = new CallerAsks(counter);
        this.done = done;
        this.payReplies = context.messageAdapter(PayReply.class, PayReplied::new);
        this.refundReplies = context.messageAdapter(RefundReply.class, RefundReplied::new);
        ask();
    }

    /**
     * Returns the caller of a payment, which asks at once.
     *
     * @param counter counts its asks
     * @param done takes the end of the payment once
     */
    public static Behavior<Message> create(
            Payments payments, Planned planned, Patience patience, AskCounter counter, Consumer<CallEnd> done) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new PaymentCall(context, timers, payments, planned, patience, counter, done)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(PayReplied.class, replied -> onAnswer(() -> onReply(replied.reply())))
                .onMessage(RefundReplied.class, replied -> onAnswer(() -> onReply(replied.reply())))
                .onMessage(TimedOut.class, timedOut -> {
                    if (asks.timedOut(timedOut.ask())) {
                        onUndecided();
                    }
                    return next();
                })
                .onMessage(Again.class, again -> {
                    ask();
                    return this;
                })
                .onMessage(Enough.class, enough -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> onAnswer(Runnable reply) {
        if (asks.answered()) {
            reply.run();
        }
        return next();
    }

    private Behavior<Message> next() {
        return isEnded && patience.listening().isZero() ? Behaviors.stopped() : this;
    }

    private void onReply(PayReply reply) {
        if (reply instanceof PayReply.Paid) {
            isPaid = true;
            if (planned.refund() == null) {
                end(CallEnd.PAID);
            } else {
                ask();
            }
        } else if (reply instanceof PayReply.Refused refused) {
            onRefused(refused);
        } else if (reply instanceof PayReply.Undecided) {
            onUndecided();
        } else {
            end(reply.getClass().getSimpleName());
        }
    }

    private void onReply(RefundReply reply) {
        if (reply instanceof RefundReply.Refunded) {
            end(CallEnd.REFUNDED);
        } else if (reply instanceof RefundReply.Undecided) {
            onUndecided();
        } else {
            end("Refund" + reply.getClass().getSimpleName());
        }
    }

    private void onRefused(PayReply.Refused refused) {
        refusals.add(refused.reason());
        if (planned.kind().isPaid() && refused.attempt() + 1 < PaymentId.ATTEMPTS) {
            attempt = refused.attempt() + 1;
            ask();
        } else {
            end(CallEnd.REFUSED);
        }
    }

    private void onUndecided() {
        tries++;
        if (tries < patience.tries()) {
            timers.startSingleTimer(Again.INSTANCE, AGAIN_AFTER);
        } else {
            end(CallEnd.UNDECIDED);
        }
    }

    private void ask() {
        timers.startSingleTimer(TimedOut.class, new TimedOut(asks.ask()), patience.answerWithin());
        Refund refund = planned.refund();
        Duration time = planned.kind() == PaymentKind.HANGING ? SHORT_DEADLINE : patience.deadline();
        PaymentWorkflow.Command command = isPaid && refund != null
                ? new PaymentWorkflow.RefundPayment(refund, refundReplies)
                : new PaymentWorkflow.Pay(
                        planned.payment(), attempt, Instant.now().plus(time), payReplies);
        payments.workflow(planned.payment().id()).tell(command);
    }

    private void end(String how) {
        isEnded = true;
        timers.cancelAll();
        if (!patience.listening().isZero()) {
            timers.startSingleTimer(Enough.INSTANCE, patience.listening());
        }
        done.accept(new CallEnd(how, refusals));
    }
}
