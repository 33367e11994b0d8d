package io.ledgeractors.actors.payment;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.port.Clock;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * One kind of payments of an actor system: its workflows and its scanner. A payment's id says which desk works at it,
 * and desks are sharded: each is at one place of the cluster. Start it on every node, which must be a member of a
 * cluster, if only of its own. Thread-safe.
 *
 * <p>Clusters of several nodes are not supported yet. A command for a desk on another node is answered {@code
 * Unavailable}. With {@code connection = embedded} each node would have a ledger of its own, so every command is
 * answered {@code Unavailable} while the cluster has more than one member, joining and leaving ones included. When one
 * member is left, payments go on there, and the scanner resumes what was reserved.
 */
public final class Payments {
    private final List<EntityRef<PaymentDesk.Message>> desks;
    private final ActorRef<PaymentScanner.Command> scanner;
    private final ClusterGuard guard;

    private Payments(ActorSystem<?> system, PaymentSettings settings, PaymentStep step) {
        PaymentMessageSerializer.requireNoOther(system);
        guard = ClusterGuard.of(system);
        ClusterSharding sharding = ClusterSharding.get(system);
        EntityTypeKey<PaymentDesk.Message> typeKey =
                EntityTypeKey.create(PaymentDesk.Message.class, "ledger-payment-" + settings.name());
        ActorRef<LedgerBatcher.Command> batcher = Ledger.get(system).batcher();
        PaymentDesk.Means means =
                new PaymentDesk.Means(settings, step, batcher, Clock.system(), id -> resumeElsewhere(system, id));
        // There are few desks: they stay.
        sharding.init(Entity.of(typeKey, context -> PaymentDesk.create(means))
                .withStopMessage(PaymentDesk.Stop.INSTANCE)
                .withSettings(ClusterShardingSettings.create(system)
                        .withPassivationStrategy(
                                ClusterShardingSettings.PassivationStrategySettings$.MODULE$.disabled())));
        desks = new ArrayList<>();
        for (int number = 0; number < settings.desks(); number++) {
            desks.add(sharding.entityRefFor(typeKey, Integer.toString(number)));
        }
        scanner = ClusterSingleton.get(system)
                .init(SingletonActor.of(
                        PaymentScanner.create(settings, batcher, Clock.system(), this::resume),
                        "ledger-payment-scanner-" + settings.name()));
        system.systemActorOf(scanWhenLost(scanner), "ledger-payment-lost-nodes-" + settings.name(), Props.empty());
    }

    /**
     * Starts a kind of payments on this node, over the system's ledger; once for each name.
     *
     * @param step what is done between reserve and post; direct payments do not call it
     * @throws IllegalStateException if the configuration binds the messages of payments to another serializer
     */
    public static Payments init(ActorSystem<?> system, PaymentSettings settings, PaymentStep step) {
        return new Payments(system, settings, step);
    }

    private void resume(PaymentId id) {
        route(id, new PaymentWorkflow.Resume());
    }

    // A node that leaves has its payments found by the scanner; a message now would only hold its shutdown up.
    private void resumeElsewhere(ActorSystem<?> system, PaymentId id) {
        if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
            resume(id);
        }
    }

    private void route(PaymentId id, PaymentWorkflow.Command command) {
        PaymentDesk.Routed routed = new PaymentDesk.Routed(id, command);
        String why = guard.refusal();
        if (why == null) {
            int number = Math.floorMod(id.value().hashCode(), desks.size());
            desks.get(number).tell(routed);
        } else {
            routed.refuse(why);
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
    public PaymentWorkflow workflow(PaymentId id) {
        return new PaymentWorkflow(id, this::route);
    }

    /** The scanner, to have it look now; it does so by itself after a start and a lost node. */
    public ActorRef<PaymentScanner.Command> scanner() {
        return scanner;
    }
}
