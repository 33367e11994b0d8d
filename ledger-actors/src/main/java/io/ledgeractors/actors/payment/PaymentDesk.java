package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.payment.flow.Desk;
import io.ledgeractors.actors.payment.flow.Effect;
import io.ledgeractors.actors.payment.flow.Hands;
import io.ledgeractors.actors.payment.flow.Job;
import io.ledgeractors.actors.payment.flow.Request;
import io.ledgeractors.actors.payment.flow.Work;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentReply;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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
 * The actor that works at the payments whose ids fall to it. All its rules are in {@code Desk} and {@code PaymentFlow};
 * this is the shell that carries their wishes out.
 */
final class PaymentDesk {
    /** What a desk understands. */
    sealed interface Message {}

    /** A command for the workflow of a payment. */
    record Routed(PaymentId id, PaymentWorkflow.Command command) implements Message {
        /** Tells the asker, if there is one, that the command is not carried out. */
        void refuse(String why) {
            PaymentReply reply = new PaymentReply.Unavailable(id, why);
            if (command instanceof PaymentWorkflow.Pay pay) {
                pay.replyTo().tell(reply);
            } else if (command instanceof PaymentWorkflow.Get get) {
                get.replyTo().tell(reply);
            } else if (command instanceof PaymentWorkflow.GiveBack back) {
                back.replyTo().tell(reply);
            }
        }
    }

    private enum Tick implements Message {
        INSTANCE
    }

    /** Ends the desk; who waits is told to ask again, what is reserved is resumed elsewhere. */
    enum Stop implements Message {
        INSTANCE
    }

    /**
     * What a desk needs.
     *
     * @param resumeElsewhere sends {@link PaymentWorkflow.Resume} to the next desk of the payment
     */
    record Means(
            PaymentSettings settings,
            PaymentStep step,
            ActorRef<LedgerBatcher.Command> batcher,
            Clock clock,
            Consumer<PaymentId> resumeElsewhere) {}

    private static final Instant LAST = Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE));

    // Pekko's scheduler ticks every 10 ms.
    private static final long TICK_AT_LEAST = TimeUnit.MILLISECONDS.toNanos(5);

    // It refuses times beyond 248 days. A tick that comes too early finds nothing due and asks for the next one.
    private static final long TICK_AT_MOST = TimeUnit.DAYS.toNanos(1);

    private final Means means;
    private final ActorContext<Message> context;
    private final TimerScheduler<Message> timers;
    private final ActorRef<Message> self;
    private final Desk<ActorRef<PaymentReply>> desk;

    private PaymentDesk(Means means, ActorContext<Message> context, TimerScheduler<Message> timers) {
        this.means = means;
        this.context = context;
        this.timers = timers;
        this.self = context.getSelf();
        this.desk = new Desk<>(means.settings(), new Carrier());
    }

    static Behavior<Message> create(Means means) {
        Behavior<Message> behavior = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new PaymentDesk(means, context, timers).behavior()));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessage(Routed.class, this::handle)
                .onMessage(Created.class, created -> {
                    desk.created(created.work, created.number, Objects.requireNonNull(created.reply), now());
                    return Behaviors.same();
                })
                .onMessage(Found.class, found -> {
                    desk.found(found.work, found.number, Objects.requireNonNull(found.reply), now());
                    return Behaviors.same();
                })
                .onMessage(Stepped.class, stepped -> {
                    desk.stepped(stepped.work, stepped.number, Objects.requireNonNull(stepped.result), now());
                    return Behaviors.same();
                })
                .onMessage(Tick.class, tick -> {
                    desk.tick(now());
                    return Behaviors.same();
                })
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onSignal(PreRestart.class, signal -> stop("the workflow failed and starts again"))
                .onSignal(PostStop.class, signal -> stop("the workflow had to stop on this node"))
                .build();
    }

    private Behavior<Message> handle(Routed routed) {
        desk.handle(routed.id(), request(routed.command()), now());
        return Behaviors.same();
    }

    private Behavior<Message> stop(String why) {
        desk.stop(why);
        return Behaviors.same();
    }

    private long now() {
        return means.clock().realtimeNanos();
    }

    private static Request<ActorRef<PaymentReply>> request(PaymentWorkflow.Command command) {
        if (command instanceof PaymentWorkflow.Pay pay) {
            return new Request.Pay<>(new Job(pay.payment(), pay.attempt(), nanos(pay.deadline())), pay.replyTo());
        }
        if (command instanceof PaymentWorkflow.Get get) {
            return new Request.Get<>(get.replyTo());
        }
        if (command instanceof PaymentWorkflow.GiveBack back) {
            return new Request.GiveBack<>(back.refund(), back.replyTo());
        }
        return new Request.Resume<>();
    }

    // "Never" is as late as it gets; the settings cut it.
    private static long nanos(Instant deadline) {
        return deadline.isBefore(LAST)
                ? Math.max(0, TimeUnit.SECONDS.toNanos(deadline.getEpochSecond()) + deadline.getNano())
                : Long.MAX_VALUE;
    }

    private static PaymentStep.Result result(PaymentStep.@Nullable Result result, @Nullable Throwable failure) {
        if (failure != null) {
            return new PaymentStep.Failed(failure.toString());
        }
        return result == null ? new PaymentStep.Failed("the step ended with null") : result;
    }

    /** What the ledger created, on its way to the desk. */
    private static final class Created implements Message, Consumer<LedgerReply<CreateTransferResult>> {
        private final ActorRef<Message> desk;
        private final Work<ActorRef<PaymentReply>> work;
        private final long number;
        private @Nullable LedgerReply<CreateTransferResult> reply;

        Created(ActorRef<Message> desk, Work<ActorRef<PaymentReply>> work, long number) {
            this.desk = desk;
            this.work = work;
            this.number = number;
        }

        @Override
        public void accept(LedgerReply<CreateTransferResult> given) {
            reply = given;
            desk.tell(this);
        }
    }

    /** What the ledger found, on its way to the desk. */
    private static final class Found implements Message, Consumer<LedgerReply<Transfer>> {
        private final ActorRef<Message> desk;
        private final Work<ActorRef<PaymentReply>> work;
        private final long number;
        private @Nullable LedgerReply<Transfer> reply;

        Found(ActorRef<Message> desk, Work<ActorRef<PaymentReply>> work, long number) {
            this.desk = desk;
            this.work = work;
            this.number = number;
        }

        @Override
        public void accept(LedgerReply<Transfer> given) {
            reply = given;
            desk.tell(this);
        }
    }

    /** How the user's step ended, on its way to the desk. */
    private static final class Stepped
            implements Message, BiConsumer<PaymentStep.@Nullable Result, @Nullable Throwable> {
        private final ActorRef<Message> desk;
        private final Work<ActorRef<PaymentReply>> work;
        private final long number;
        private PaymentStep.@Nullable Result result;

        Stepped(ActorRef<Message> desk, Work<ActorRef<PaymentReply>> work, long number) {
            this.desk = desk;
            this.work = work;
            this.number = number;
        }

        @Override
        public void accept(PaymentStep.@Nullable Result given, @Nullable Throwable failure) {
            result = PaymentDesk.result(given, failure);
            desk.tell(this);
        }
    }

    /** Carries out what the rules want. */
    private final class Carrier implements Hands<ActorRef<PaymentReply>> {
        @Override
        public void create(Work<ActorRef<PaymentReply>> work, Effect.Create<ActorRef<PaymentReply>> create) {
            means.batcher()
                    .tell(LedgerBatcher.createTransfers(create.transfers(), new Created(self, work, create.number())));
        }

        @Override
        public void lookUp(Work<ActorRef<PaymentReply>> work, Effect.LookUp<ActorRef<PaymentReply>> lookUp) {
            means.batcher().tell(LedgerBatcher.lookupTransfers(lookUp.ids(), new Found(self, work, lookUp.number())));
        }

        // A step that has ended already costs no way through the mailbox.
        @Override
        public PaymentStep.@Nullable Result call(
                Work<ActorRef<PaymentReply>> work, Effect.CallStep<ActorRef<PaymentReply>> call) {
            CompletionStage<PaymentStep.Result> begun = begin(call.call());
            if (begun instanceof CompletableFuture<PaymentStep.Result> future && future.isDone()) {
                return ended(future);
            }
            begun.whenComplete(new Stepped(self, work, call.number()));
            return null;
        }

        // A failure of the user's own code is a failed step, whatever it is.
        private CompletionStage<PaymentStep.Result> begin(PaymentStep.Call call) {
            try {
                return means.step().run(call);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        }

        private PaymentStep.Result ended(CompletableFuture<PaymentStep.Result> future) {
            return future.handle(PaymentDesk::result).join();
        }

        @Override
        public void tell(ActorRef<PaymentReply> asker, PaymentReply reply) {
            asker.tell(reply);
        }

        @Override
        public void resume(PaymentId id) {
            means.resumeElsewhere().accept(id);
        }

        @Override
        public void wake(long time) {
            long wait = Math.min(TICK_AT_MOST, Math.max(TICK_AT_LEAST, time - now()));
            timers.startSingleTimer(Tick.INSTANCE, Tick.INSTANCE, Duration.ofNanos(wait));
        }

        @Override
        public void failed(PaymentId id, RuntimeException failure) {
            context.getLog().error("the work at payment {} failed", id, failure);
        }
    }
}
