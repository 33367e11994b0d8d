package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The workflow of one payment: reserve, the user's own step, post or void. It holds nothing that the ledger does not
 * know: after a crash, of this actor, its node or its callers, a new one finds the payment in the ledger and goes on.
 * All its rules are in {@code PaymentFlow}; this is the shell that carries its effects out.
 *
 * <p>Every command is answered exactly once while its node lives. Commands have no serializer yet: workflows and their
 * users must run on one node.
 */
public final class PaymentWorkflow {
    /** What a workflow understands. */
    public sealed interface Command {}

    /**
     * Pays. The same command may be sent any number of times, from anywhere: it pays once. Answered with {@code Paid},
     * {@code Refused}, {@code Conflict} or {@code Undecided}.
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
     * NoTrace} or {@code Undecided}.
     */
    public record Get(ActorRef<PaymentReply> replyTo) implements Command {}

    /**
     * Gives back some of what was paid. The same command may be sent any number of times. Answered with {@code
     * Refunded}, {@code RefundRefused}, {@code Conflict} or {@code Undecided}.
     */
    public record GiveBack(Refund refund, ActorRef<PaymentReply> replyTo) implements Command {}

    /** Brings to its end what is reserved, by whomever; answered by nothing. The scanner sends it. */
    public record Resume() implements Command {}

    private record Created(long number, LedgerReply<CreateTransferResult> reply) implements Command {}

    private record Found(long number, LedgerReply<Transfer> reply) implements Command {}

    private record Stepped(long number, PaymentStep.Result result) implements Command {}

    private record TimeIsUp(long number) implements Command {}

    private enum Idle implements Command {
        INSTANCE
    }

    /** Ends the workflow; who waits is told to ask again, what is reserved is resumed elsewhere. */
    enum Stop implements Command {
        INSTANCE
    }

    /**
     * What a workflow needs.
     *
     * @param passivate asks for {@link Stop}
     * @param resumeElsewhere sends {@link Resume} to this payment's next workflow
     */
    record Means(
            PaymentSettings settings,
            PaymentStep step,
            ActorRef<LedgerBatcher.Command> batcher,
            Clock clock,
            Consumer<ActorRef<Command>> passivate,
            Runnable resumeElsewhere) {}

    private static final Instant LAST = Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE));
    private static final String TIMER = "timer";
    private static final String IDLE = "idle";

    private final Means means;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final PaymentFlow<ActorRef<PaymentReply>> flow;

    private PaymentWorkflow(PaymentId id, Means means, ActorContext<Command> context, TimerScheduler<Command> timers) {
        this.means = means;
        this.context = context;
        this.timers = timers;
        this.flow = new PaymentFlow<>(id, means.settings());
    }

    static Behavior<Command> create(PaymentId id, Means means) {
        Behavior<Command> behavior = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new PaymentWorkflow(id, means, context, timers).behavior()));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Pay.class, pay -> handle(pay(pay)))
                .onMessage(Get.class, get -> handle(new Request.Get<>(get.replyTo())))
                .onMessage(GiveBack.class, back -> handle(new Request.GiveBack<>(back.refund(), back.replyTo())))
                .onMessage(Resume.class, resume -> handle(new Request.Resume<>()))
                .onMessage(Created.class, created -> carryOut(flow.created(created.number(), created.reply(), now())))
                .onMessage(Found.class, found -> carryOut(flow.found(found.number(), found.reply(), now())))
                .onMessage(Stepped.class, stepped -> carryOut(flow.stepped(stepped.number(), stepped.result(), now())))
                .onMessage(TimeIsUp.class, time -> carryOut(flow.timer(time.number(), now())))
                .onMessage(Idle.class, idle -> carryOut(flow.idle()))
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onSignal(PreRestart.class, signal -> stop("the workflow failed and starts again"))
                .onSignal(PostStop.class, signal -> stop("the workflow had to stop on this node"))
                .build();
    }

    private static Request<ActorRef<PaymentReply>> pay(Pay pay) {
        return new Request.Pay<>(new Job(pay.payment(), pay.attempt(), nanos(pay.deadline())), pay.replyTo());
    }

    // "Never" is as late as it gets; the settings cut it.
    private static long nanos(Instant deadline) {
        return deadline.isBefore(LAST)
                ? Math.max(0, TimeUnit.SECONDS.toNanos(deadline.getEpochSecond()) + deadline.getNano())
                : Long.MAX_VALUE;
    }

    private long now() {
        return means.clock().realtimeNanos();
    }

    private Behavior<Command> handle(Request<ActorRef<PaymentReply>> request) {
        return carryOut(flow.handle(request, now()));
    }

    private Behavior<Command> stop(String why) {
        flow.stop(why).forEach(this::carryOut);
        return Behaviors.same();
    }

    private Behavior<Command> carryOut(List<Effect<ActorRef<PaymentReply>>> effects) {
        effects.forEach(this::carryOut);
        return Behaviors.same();
    }

    private void carryOut(Effect<ActorRef<PaymentReply>> effect) {
        ActorRef<Command> self = context.getSelf();
        if (effect instanceof Effect.Create<ActorRef<PaymentReply>> create) {
            means.batcher().tell(LedgerBatcher.createTransfers(create.transfers(), (Consumer<
                            LedgerReply<CreateTransferResult>>)
                    reply -> self.tell(new Created(create.number(), reply))));
        } else if (effect instanceof Effect.LookUp<ActorRef<PaymentReply>> lookUp) {
            means.batcher().tell(LedgerBatcher.lookupTransfers(lookUp.ids(), (Consumer<LedgerReply<Transfer>>)
                    reply -> self.tell(new Found(lookUp.number(), reply))));
        } else if (effect instanceof Effect.CallStep<ActorRef<PaymentReply>> call) {
            call(call.call())
                    .whenComplete((result, failure) -> self.tell(new Stepped(call.number(), result(result, failure))));
        } else if (effect instanceof Effect.Timer<ActorRef<PaymentReply>> timer) {
            Duration delay = timer.delay();
            timers.startSingleTimer(TIMER, new TimeIsUp(timer.number()), delay);
        } else if (effect instanceof Effect.Tell<ActorRef<PaymentReply>> tell) {
            tell.asker().tell(tell.reply());
        } else if (effect instanceof Effect.ResumeElsewhere<ActorRef<PaymentReply>>) {
            means.resumeElsewhere().run();
        } else if (effect instanceof Effect.Rest<ActorRef<PaymentReply>>) {
            timers.startSingleTimer(IDLE, Idle.INSTANCE, means.settings().passivateAfter());
        } else if (effect instanceof Effect.Passivate<ActorRef<PaymentReply>>) {
            means.passivate().accept(self);
        }
    }

    // A failure of the user's own code is a failed step, whatever it is.
    private CompletionStage<PaymentStep.Result> call(PaymentStep.Call call) {
        try {
            return means.step().run(call);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static PaymentStep.Result result(PaymentStep.@Nullable Result result, @Nullable Throwable failure) {
        if (failure != null) {
            return new PaymentStep.Failed(failure.toString());
        }
        return result == null ? new PaymentStep.Failed("the step ended with null") : result;
    }
}
