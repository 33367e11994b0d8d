package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.cluster.LedgerSharding;
import io.ledgeractors.actors.internal.config.SchedulerTimes;
import io.ledgeractors.actors.internal.time.AlarmTimeouts;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/**
 * The payments of one kind in an actor system: their workflows and their scanner. A payment belongs to one of a fixed
 * number of shards, by the hash of its id, and each shard is at one place of the cluster. Start the payments on every
 * node. The node must be a member of a cluster. Thread-safe.
 *
 * <p>In a cluster of several nodes each node needs a session with the same ledger. With {@code connection = embedded}
 * each node would have a ledger of its own. So every command is answered with {@code Unavailable} while such a cluster
 * has more than one member, joining and leaving ones included. When one member is left, payments go on there, and the
 * scanner resumes what was reserved.
 */
public final class Payments {
    private final ActorSystem<?> system;
    private final PaymentSettings settings;
    private final Clock clock;
    private final @Nullable Alarms alarms;
    private final List<EntityRef<PaymentShardActor.Message>> shards;
    private final ActorRef<PaymentScanner.Command> scanner;
    private final ClusterGuard guard;

    private Payments(ActorSystem<?> system, Ledger ledger, PaymentSettings settings, PaymentStep step) {
        PaymentMessageSerializer.requireBound(system);
        this.system = system;
        this.settings = settings;
        clock = ledger.clock();
        alarms = ledger.alarms().orElse(null);
        guard = ClusterGuard.of(system, ledger);
        PaymentReplies.answerUndelivered(system);
        ClusterSharding sharding = ClusterSharding.get(system);
        EntityTypeKey<PaymentShardActor.Message> typeKey =
                EntityTypeKey.create(PaymentShardActor.Message.class, "ledger-payment-" + settings.name());
        ActorRef<LedgerBatcher.Command> batcher = ledger.batcher();
        PaymentShardActor.Dependencies dependencies =
                new PaymentShardActor.Dependencies(settings, step, batcher, clock, alarms, this::resumeElsewhere);
        PaymentShards names = new PaymentShards(settings.shards());
        // There are few shards, so they never leave memory.
        sharding.init(Entity.of(
                        typeKey,
                        context -> names.isShard(context.getEntityId())
                                ? PaymentShardActor.create(dependencies)
                                : Behaviors.stopped())
                .withEntityProps(ledger.actorProps())
                .withStopMessage(PaymentShardActor.Stop.INSTANCE)
                .withMessageExtractor(names)
                .withSettings(LedgerSharding.settings(system)
                        .withPassivationStrategy(
                                ClusterShardingSettings.PassivationStrategySettings$.MODULE$.disabled())));
        shards = names.names().stream()
                .map(name -> sharding.entityRefFor(typeKey, name))
                .toList();
        scanner = ClusterSingleton.get(system)
                .init(SingletonActor.of(
                                PaymentScanner.create(settings, batcher, clock, alarms, this::resume),
                                "ledger-payment-scanner-" + settings.name())
                        .withProps(ledger.actorProps()));
        system.systemActorOf(scanWhenLost(scanner), "ledger-payment-lost-nodes-" + settings.name(), Props.empty());
    }

    /**
     * Starts a kind of payments on this node, over the default ledger of the system. Call it once for each name.
     *
     * @param step what is done between reserve and post; direct payments do not call it
     * @throws IllegalStateException if the configuration binds the messages of payments to another serializer
     */
    public static Payments init(ActorSystem<?> system, PaymentSettings settings, PaymentStep step) {
        return init(system, Ledger.get(system), settings, step);
    }

    /**
     * Starts a kind of payments on this node, over this ledger. Call it once for each name.
     *
     * @param ledger where all payments of this kind are, of this system and the same on all nodes
     * @param step what is done between reserve and post; direct payments do not call it
     * @throws IllegalStateException if the configuration binds the messages of payments to another serializer
     */
    public static Payments init(ActorSystem<?> system, Ledger ledger, PaymentSettings settings, PaymentStep step) {
        return new Payments(system, ledger, settings, step);
    }

    private void resume(PaymentId id) {
        tell(id, new PaymentWorkflow.Resume());
    }

    // No message is sent now, because it would only delay the shutdown. The scanner finds the payments after the node
    // has left.
    private void resumeElsewhere(PaymentId id) {
        if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
            resume(id);
        }
    }

    /** Sends a command to the shard of its payment. */
    void tell(PaymentId id, PaymentWorkflow.Command command) {
        String why = guard.refusal();
        if (why == null) {
            shard(id).tell(new PaymentShardActor.Routed(id, command));
        } else {
            PaymentReplies.refuse(id, command, why);
        }
    }

    /** Sends a command to the shard of its payment, and returns a stage with the reply. */
    <R> CompletionStage<R> ask(PaymentId id, Function<ActorRef<R>, PaymentWorkflow.Command> message, Duration timeout) {
        String why = guard.refusal();
        if (why == null) {
            return askShard(id, message, timeout);
        }
        ActorRef<PaymentWorkflow.Command> ignored = system.ignoreRef();
        return AskPattern.<PaymentWorkflow.Command, R>ask(
                ignored,
                replyTo -> {
                    PaymentWorkflow.Command command = message.apply(replyTo);
                    PaymentReplies.refuse(id, command, why);
                    return command;
                },
                timeout,
                system.scheduler());
    }

    private <R> CompletionStage<R> askShard(
            PaymentId id, Function<ActorRef<R>, PaymentWorkflow.Command> message, Duration timeout) {
        Alarms present = alarms;
        Duration wait = present == null ? timeout : SchedulerTimes.LONGEST;
        CompletionStage<R> reply =
                shard(id).ask(replyTo -> new PaymentShardActor.Routed(id, message.apply(replyTo)), wait);
        return present == null ? reply : AlarmTimeouts.within(present, timeout, reply, system.executionContext());
    }

    private EntityRef<PaymentShardActor.Message> shard(PaymentId id) {
        return shards.get(Math.floorMod(id.value().hashCode(), shards.size()));
    }

    /** Returns how long a reply can take at most, except while the ledger leaves requests unanswered. */
    Duration replyTimeout() {
        return SchedulerTimes.shortened(settings.patience().plus(settings.maxBackoff()));
    }

    /** Returns the same for a payment with this deadline. */
    Duration replyTimeout(Instant deadline) {
        Instant now = Instant.EPOCH.plusNanos(clock.realtimeNanos());
        Duration left = deadline.isAfter(now) ? Duration.between(now, deadline) : Duration.ZERO;
        return SchedulerTimes.shortened(
                shorter(left, settings.longestDeadline()).plus(replyTimeout()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    // Every node tells the scanner, which begins anew each time.
    private static Behavior<ClusterEvent.MemberRemoved> scanWhenLost(ActorRef<PaymentScanner.Command> scanner) {
        return Behaviors.setup(context -> {
            Cluster.get(context.getSystem())
                    .subscriptions()
                    .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberRemoved.class));
            return Behaviors.receive(ClusterEvent.MemberRemoved.class)
                    .onMessage(ClusterEvent.MemberRemoved.class, removed -> {
                        scanner.tell(new PaymentScanner.Scan());
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** Returns the workflow of a payment. */
    public PaymentWorkflow workflow(PaymentId id) {
        return new PaymentWorkflow(id, this);
    }

    /**
     * Returns the scanner, which scans at a {@link PaymentScanner.Scan}. It also scans after its start and after a node
     * was lost.
     */
    public ActorRef<PaymentScanner.Command> scanner() {
        return scanner;
    }
}
