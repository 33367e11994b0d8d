package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupTransfersReply;
import io.ledgeractors.actors.internal.time.ActorTimers;
import io.ledgeractors.actors.payment.internal.flow.EffectHandler;
import io.ledgeractors.actors.payment.internal.flow.PaymentRequest;
import io.ledgeractors.actors.payment.internal.flow.PaymentShard;
import io.ledgeractors.actors.payment.internal.flow.PaymentSlot;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.internal.stage.PaymentEffect;
import io.ledgeractors.actors.payment.internal.stage.PaymentOutcome;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.port.Alarms;
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
import org.jspecify.annotations.Nullable;

/**
 * The actor that works at the payments of one shard. All its rules are in {@code PaymentShard} and
 * {@code PaymentFlow}. This is the shell that carries out their effects.
 */
final class PaymentShardActor {
    /** A message for the actor of a shard. */
    sealed interface Message {}

    /** A command for the workflow of a payment. */
    record Routed(PaymentId id, PaymentWorkflow.Command command) implements Message {}

    /** Stands for a command from another node that could not be read, and whose asker was answered. It is ignored. */
    enum Unreadable implements Message {
        INSTANCE
    }

    private enum Tick implements Message {
        INSTANCE
    }

    /** Stops the actor. Waiting askers are told to ask again, and reserves are resumed elsewhere. */
    enum Stop implements Message {
        INSTANCE
    }

    /**
     * The collaborators of the actor.
     *
     * @param step the user's own step
     * @param batcher executes transfers and look-ups
     * @param alarms ring in place of Pekko's timers; null if there are none
     * @param resumeElsewhere sends {@link PaymentWorkflow.Resume} to the next actor of the payment's shard
     */
    record Dependencies(
            PaymentSettings settings,
            PaymentStep step,
            ActorRef<LedgerBatcher.Command> batcher,
            Clock clock,
            @Nullable Alarms alarms,
            Consumer<PaymentId> resumeElsewhere) {}

    private static final Instant LAST = Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE));

    // Pekko's scheduler refuses times beyond 248 days. A tick that is too early finds nothing due and asks for the
    // next one.
    private static final long TICK_AT_MOST = TimeUnit.DAYS.toNanos(1);

    private final Dependencies dependencies;
    private final ActorContext<Message> context;
    private final ActorTimers<Message> timers;
    private final ActorRef<Message> self;
    private final PaymentShard<PaymentWorkflow.Command> shard;

    private PaymentShardActor(Dependencies dependencies, ActorContext<Message> context, ActorTimers<Message> timers) {
        this.dependencies = dependencies;
        this.context = context;
        this.timers = timers;
        this.self = context.getSelf();
        this.shard = new PaymentShard<>(dependencies.settings(), new ShardEffects());
    }

    static Behavior<Message> create(Dependencies dependencies) {
        Behavior<Message> behavior = Behaviors.setup(context -> ActorTimers.with(
                dependencies.alarms(), timers -> new PaymentShardActor(dependencies, context, timers).behavior()));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessage(Routed.class, this::handle)
                .onMessage(Created.class, created -> {
                    shard.created(
                            created.slot,
                            created.number,
                            Objects.requireNonNull(created.reply).outcome(),
                            now());
                    return Behaviors.same();
                })
                .onMessage(Found.class, found -> {
                    shard.found(
                            found.slot,
                            found.number,
                            Objects.requireNonNull(found.reply).outcome(),
                            now());
                    return Behaviors.same();
                })
                .onMessage(Stepped.class, stepped -> {
                    shard.stepped(stepped.slot, stepped.number, Objects.requireNonNull(stepped.result), now());
                    return Behaviors.same();
                })
                .onMessage(Tick.class, tick -> {
                    shard.tick(now());
                    return Behaviors.same();
                })
                .onMessage(Unreadable.class, ignored -> Behaviors.same())
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onSignal(PreRestart.class, signal -> stop("the workflow failed and starts again"))
                .onSignal(PostStop.class, signal -> stop("the workflow had to stop on this node"))
                .build();
    }

    private Behavior<Message> handle(Routed routed) {
        shard.handle(routed.id(), request(routed.command()), now());
        return Behaviors.same();
    }

    private Behavior<Message> stop(String why) {
        shard.stop(why);
        return Behaviors.same();
    }

    private long now() {
        return dependencies.clock().realtimeNanos();
    }

    private static PaymentRequest<PaymentWorkflow.Command> request(PaymentWorkflow.Command command) {
        if (command instanceof PaymentWorkflow.Pay pay) {
            return new PaymentRequest.Pay<>(
                    new PaymentAttempt(pay.payment(), pay.attempt(), nanos(pay.deadline())), pay);
        }
        if (command instanceof PaymentWorkflow.GetState) {
            return new PaymentRequest.GetState<>(command);
        }
        if (command instanceof PaymentWorkflow.RefundPayment refund) {
            return new PaymentRequest.RefundPayment<>(refund.refund(), refund);
        }
        return new PaymentRequest.Resume<>();
    }

    // A deadline beyond the range of a long is cut here; the settings cut it further.
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

    /** Takes the ledger's reply to a creation from the batcher and brings it to the actor. */
    private static final class Created implements Message, Consumer<CreateTransfersReply> {
        private final ActorRef<Message> shard;
        private final PaymentSlot<PaymentWorkflow.Command> slot;
        private final long number;
        private @Nullable CreateTransfersReply reply;

        Created(ActorRef<Message> shard, PaymentSlot<PaymentWorkflow.Command> slot, long number) {
            this.shard = shard;
            this.slot = slot;
            this.number = number;
        }

        @Override
        public void accept(CreateTransfersReply given) {
            reply = given;
            shard.tell(this);
        }
    }

    /** Takes the ledger's reply to a look-up from the batcher and brings it to the actor. */
    private static final class Found implements Message, Consumer<LookupTransfersReply> {
        private final ActorRef<Message> shard;
        private final PaymentSlot<PaymentWorkflow.Command> slot;
        private final long number;
        private @Nullable LookupTransfersReply reply;

        Found(ActorRef<Message> shard, PaymentSlot<PaymentWorkflow.Command> slot, long number) {
            this.shard = shard;
            this.slot = slot;
            this.number = number;
        }

        @Override
        public void accept(LookupTransfersReply given) {
            reply = given;
            shard.tell(this);
        }
    }

    /** Takes the result of the user's step and brings it to the actor. */
    private static final class Stepped
            implements Message, BiConsumer<PaymentStep.@Nullable Result, @Nullable Throwable> {
        private final ActorRef<Message> shard;
        private final PaymentSlot<PaymentWorkflow.Command> slot;
        private final long number;
        private PaymentStep.@Nullable Result result;

        Stepped(ActorRef<Message> shard, PaymentSlot<PaymentWorkflow.Command> slot, long number) {
            this.shard = shard;
            this.slot = slot;
            this.number = number;
        }

        @Override
        public void accept(PaymentStep.@Nullable Result given, @Nullable Throwable failure) {
            result = PaymentShardActor.result(given, failure);
            shard.tell(this);
        }
    }

    /** Carries out the effects of the shard. */
    private final class ShardEffects implements EffectHandler<PaymentWorkflow.Command> {
        @Override
        public void create(
                PaymentSlot<PaymentWorkflow.Command> slot, PaymentEffect.Create<PaymentWorkflow.Command> create) {
            dependencies
                    .batcher()
                    .tell(LedgerRequest.createTransfers(create.transfers())
                            .to(new Created(self, slot, create.number())));
        }

        @Override
        public void lookUp(
                PaymentSlot<PaymentWorkflow.Command> slot, PaymentEffect.LookUp<PaymentWorkflow.Command> lookUp) {
            dependencies
                    .batcher()
                    .tell(LedgerRequest.lookupTransfers(lookUp.ids()).to(new Found(self, slot, lookUp.number())));
        }

        // The result of a step that has ended already needs no way through the mailbox.
        @Override
        public PaymentStep.@Nullable Result call(
                PaymentSlot<PaymentWorkflow.Command> slot, PaymentEffect.CallStep<PaymentWorkflow.Command> call) {
            CompletionStage<PaymentStep.Result> begun = begin(call.call());
            if (begun instanceof CompletableFuture<PaymentStep.Result> future && future.isDone()) {
                return ended(future);
            }
            begun.whenComplete(new Stepped(self, slot, call.number()));
            return null;
        }

        // Any exception of the user's own code is a failed step.
        private CompletionStage<PaymentStep.Result> begin(PaymentStep.Call call) {
            try {
                return dependencies.step().run(call);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        }

        private PaymentStep.Result ended(CompletableFuture<PaymentStep.Result> future) {
            return future.handle(PaymentShardActor::result).join();
        }

        @Override
        public void tell(PaymentWorkflow.Command asker, PaymentOutcome outcome) {
            PaymentReplies.tell(asker, outcome);
        }

        @Override
        public void resume(PaymentId id) {
            dependencies.resumeElsewhere().accept(id);
        }

        @Override
        public void wake(long time) {
            long wait = Math.min(TICK_AT_MOST, Math.max(0, time - now()));
            timers.start(Tick.INSTANCE, Tick.INSTANCE, Duration.ofNanos(wait));
        }

        @Override
        public void failed(PaymentId id, RuntimeException failure) {
            context.getLog().error("the work at payment {} failed", id, failure);
        }
    }
}
