package io.ledgeractors.examples.cluster;

import io.ledgeractors.actors.account.Accounts;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/** Finds out which shards and members a node has, and says so when they have changed. Used by one thread. */
final class NodeWatch {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final ActorSystem<?> system;
    private final ActorRef accounts;
    private final ActorRef payments;
    private final Consumer<NodeLine> lines;
    private NodeLine.@Nullable Shards shards;
    private NodeLine.@Nullable Members members;
    private NodeLine.@Nullable Progress progress;

    /**
     * Creates the watch.
     *
     * @param kind name of the payments
     * @param lines takes what the node says
     */
    NodeWatch(ActorSystem<?> system, String kind, Consumer<NodeLine> lines) {
        this.system = system;
        ClusterSharding sharding = ClusterSharding.get(Adapter.toClassic(system));
        this.accounts = sharding.shardRegion(Accounts.TYPE_KEY.name());
        this.payments = sharding.shardRegion("ledger-payment-" + kind);
        this.lines = lines;
    }

    /** Looks once, and compares the progress of the callers, too. Blocks the caller for a short time. */
    void look(NodeLine.Progress nowProgress) {
        if (!nowProgress.equals(progress)) {
            progress = nowProgress;
            lines.accept(nowProgress);
        }
        ClusterEvent.CurrentClusterState state = Cluster.get(system).state();
        long up = StreamSupport.stream(state.getMembers().spliterator(), false)
                .filter(member -> member.status() == MemberStatus.up())
                .count();
        NodeLine.Members nowMembers =
                new NodeLine.Members((int) up, state.getUnreachable().size());
        if (!nowMembers.equals(members)) {
            members = nowMembers;
            lines.accept(nowMembers);
        }
        try {
            NodeLine.Shards nowShards = new NodeLine.Shards(shards(accounts), shards(payments));
            if (!nowShards.equals(shards)) {
                shards = nowShards;
                lines.accept(nowShards);
            }
        } catch (CompletionException noAnswer) {
            // The region was busy, or the node is ending. The next look finds out.
        }
    }

    private static Set<Integer> shards(ActorRef region) {
        return Patterns.ask(region, ShardRegion.getShardRegionStateInstance(), ANSWER_WITHIN)
                .thenApply(state -> ((ShardRegion.CurrentShardRegionState) state)
                        .getShards().stream()
                                .map(shard -> Integer.valueOf(shard.shardId()))
                                .collect(Collectors.toUnmodifiableSet()))
                .toCompletableFuture()
                .join();
    }
}
