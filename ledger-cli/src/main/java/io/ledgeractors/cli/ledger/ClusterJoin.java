package io.ledgeractors.cli.ledger;

import io.ledgeractors.cli.BadInputException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/** Lets a node join a Pekko cluster, because cluster sharding needs one. */
final class ClusterJoin {
    private static final String SEED_NODES = "pekko.cluster.seed-nodes";

    private ClusterJoin() {}

    /**
     * Lets the node join the cluster of its seed nodes, or itself if the configuration names none. Blocks until the
     * node is up.
     *
     * @throws BadInputException if the node is not up in time, or the members do not let it in
     */
    static void join(ActorSystem<?> system, Duration within) {
        CompletableFuture<SelfUp> up = new CompletableFuture<>();
        system.systemActorOf(awaitUp(up), "self-up", Props.empty());
        List<String> seeds = system.settings().config().getStringList(SEED_NODES);
        if (seeds.isEmpty()) {
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
        system.getWhenTerminated()
                .whenComplete((ended, failure) -> up.completeExceptionally(new BadInputException(
                        "the cluster refused or removed this node before it was up; the log of the node has the"
                                + " reason, such as settings that differ")));
        try {
            up.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw meaning(e, seeds, within);
        }
    }

    private static RuntimeException meaning(CompletionException e, List<String> seeds, Duration within) {
        if (e.getCause() instanceof BadInputException refused) {
            return refused;
        }
        return e.getCause() instanceof TimeoutException
                ? new BadInputException("this node is not up in the cluster after " + within.toSeconds()
                        + " s; check that one of these nodes runs and can be reached: " + seeds)
                : e;
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
