package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.port.Clock;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * One kind of payments of an actor system: its workflows, sharded by payment id, and its scanner. Start it on every
 * node, which must be a member of a cluster, if only of its own. Thread-safe.
 */
public final class Payments {
    private final ClusterSharding sharding;
    private final EntityTypeKey<PaymentWorkflow.Command> typeKey;
    private final ActorRef<PaymentScanner.Command> scanner;

    private Payments(
            ClusterSharding sharding,
            EntityTypeKey<PaymentWorkflow.Command> typeKey,
            ActorRef<PaymentScanner.Command> scanner) {
        this.sharding = sharding;
        this.typeKey = typeKey;
        this.scanner = scanner;
    }

    /**
     * Starts a kind of payments on this node, over the system's ledger; once for each name.
     *
     * @param step what is done between reserve and post; direct payments do not call it
     */
    public static Payments init(ActorSystem<?> system, PaymentSettings settings, PaymentStep step) {
        ClusterSharding sharding = ClusterSharding.get(system);
        EntityTypeKey<PaymentWorkflow.Command> typeKey =
                EntityTypeKey.create(PaymentWorkflow.Command.class, "ledger-payment-" + settings.name());
        ActorRef<LedgerBatcher.Command> batcher = Ledger.get(system).batcher();
        // A workflow leaves by itself when it has nothing to do: the sharding does not see what it waits for.
        sharding.init(Entity.of(typeKey, context -> workflow(system, context, settings, step, batcher))
                .withStopMessage(PaymentWorkflow.Stop.INSTANCE)
                .withSettings(ClusterShardingSettings.create(system)
                        .withPassivationStrategy(
                                ClusterShardingSettings.PassivationStrategySettings$.MODULE$.disabled())));
        ActorRef<PaymentScanner.Command> scanner = ClusterSingleton.get(system)
                .init(SingletonActor.of(
                        PaymentScanner.create(
                                settings,
                                batcher,
                                Clock.system(),
                                id -> sharding.entityRefFor(typeKey, id.toString())
                                        .tell(new PaymentWorkflow.Resume())),
                        "ledger-payment-scanner-" + settings.name()));
        system.systemActorOf(scanWhenLost(scanner), "ledger-payment-lost-nodes-" + settings.name(), Props.empty());
        return new Payments(sharding, typeKey, scanner);
    }

    private static Behavior<PaymentWorkflow.Command> workflow(
            ActorSystem<?> system,
            EntityContext<PaymentWorkflow.Command> context,
            PaymentSettings settings,
            PaymentStep step,
            ActorRef<LedgerBatcher.Command> batcher) {
        EntityRef<PaymentWorkflow.Command> next =
                ClusterSharding.get(system).entityRefFor(context.getEntityTypeKey(), context.getEntityId());
        PaymentWorkflow.Means means = new PaymentWorkflow.Means(
                settings,
                step,
                batcher,
                Clock.system(),
                self -> context.getShard().tell(new ClusterSharding.Passivate<>(self)),
                () -> resume(system, next));
        return PaymentWorkflow.create(PaymentId.parse(context.getEntityId()), means);
    }

    // A node that leaves has its payments found by the scanner; a message now would only hold its shutdown up.
    private static void resume(ActorSystem<?> system, EntityRef<PaymentWorkflow.Command> next) {
        if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
            next.tell(new PaymentWorkflow.Resume());
        }
    }

    // Each node tells; the scanner begins anew each time.
    private static Behavior<ClusterEvent.MemberRemoved> scanWhenLost(ActorRef<PaymentScanner.Command> scanner) {
        return Behaviors.setup(context -> {
            Cluster.get(context.getSystem())
                    .subscriptions()
                    .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberRemoved.class));
            return Behaviors.receiveMessage(removed -> {
                scanner.tell(new PaymentScanner.Scan());
                return Behaviors.same();
            });
        });
    }

    /** The workflow of a payment. */
    public EntityRef<PaymentWorkflow.Command> workflow(PaymentId id) {
        return sharding.entityRefFor(typeKey, id.toString());
    }

    /** The scanner, to have it look now; it does so by itself after a start and a lost node. */
    public ActorRef<PaymentScanner.Command> scanner() {
        return scanner;
    }
}
