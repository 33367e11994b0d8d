package io.ledgeractors.cli.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/** Forms a Pekko cluster of one node, because cluster sharding needs a cluster. */
final class ClusterOfOne {
    private static final Duration UP_WITHIN = Duration.ofSeconds(30);

    private ClusterOfOne() {}

    /**
     * Lets the node join itself unless the configuration names seed nodes. Blocks until the node is up.
     *
     * @throws CompletionException if the node is not up within 30 s
     */
    static void join(ActorSystem<?> system) {
        CompletableFuture<SelfUp> up = new CompletableFuture<>();
        system.systemActorOf(awaitUp(up), "self-up", Props.empty());
        if (system.settings().config().getStringList("pekko.cluster.seed-nodes").isEmpty()) {
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
        up.orTimeout(UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static Behavior<SelfUp> awaitUp(CompletableFuture<SelfUp> up) {
        return Behaviors.setup(context -> {
            Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(context.getSelf(), SelfUp.class));
            return Behaviors.receiveMessage(message -> {
                up.complete(message);
                return Behaviors.stopped();
            });
        });
    }
}
