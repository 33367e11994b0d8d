package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.benchmarks.asks.AskLoop;
import io.ledgeractors.benchmarks.entities.EntityLoop;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;

/**
 * A node with account entities. Its sides are {@code local} and {@code remote}, the entities here and elsewhere, each
 * asked in two ways: {@code ask} is {@code EntityRef.ask} from callbacks, and {@code tell} is an actor that gets all
 * replies itself.
 */
final class EntityNode implements NodeLoad {
    /** The entities on this node. */
    static final String LOCAL = "local";

    /** The entities on other nodes. */
    static final String REMOTE = "remote";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final LedgerSystem node;
    private final Accounts accounts;
    private final String address;
    private final TransferGenerator generator;
    private Map<String, EntityTransfers> places = Map.of();

    /**
     * Takes over a node that joins its cluster.
     *
     * @param address of the node in the cluster
     */
    EntityNode(LedgerSystem node, String address, TransferGenerator generator) {
        this.node = node;
        this.address = address;
        this.generator = generator;
        this.accounts = Accounts.get(node.system());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void prepare(int members) {
        Waiting.until(() -> upMembers() == members, TIMEOUT, "the cluster does not have " + members + " nodes");
        Waiting.until(() -> regions() == members, TIMEOUT, "the accounts do not live on " + members + " nodes");
        List<CompletableFuture<LookupAccountsReply>> started = new ArrayList<>();
        for (long account = 1; account <= TransferGenerator.ACCOUNTS; account++) {
            started.add(accounts.entity(UInt128.of(generator.high, account))
                    .<LookupAccountsReply>ask(AccountEntity.GetBalance::new, TIMEOUT)
                    .toCompletableFuture());
        }
        started.forEach(each -> Waiting.join(each, TIMEOUT, "an entity does not answer"));
        SortedSet<Long> here = accounts();
        List<Long> elsewhere = LongStream.rangeClosed(1, TransferGenerator.ACCOUNTS)
                .boxed()
                .filter(account -> !here.contains(account))
                .toList();
        places = Map.of(LOCAL, new EntityTransfers(generator, here), REMOTE, new EntityTransfers(generator, elsewhere));
    }

    private long upMembers() {
        CurrentClusterState state = Cluster.get(node.system()).state();
        long up = 0;
        for (var member : state.getMembers()) {
            up += member.status().toString().equals("Up") ? 1 : 0;
        }
        return up;
    }

    /** Returns how many nodes with entities the coordinator of the shards knows. */
    private int regions() {
        ActorRef region = ClusterSharding.get(Adapter.toClassic(node.system()))
                .shardRegion(accounts.typeKey().name());
        Object regions = Waiting.join(
                Patterns.ask(region, ShardRegion.getCurrentRegionsInstance(), TIMEOUT),
                TIMEOUT,
                "the regions are not known");
        return ((ShardRegion.CurrentRegions) regions).getRegions().size();
    }

    @Override
    public SortedSet<Long> accounts() {
        ActorSystem<?> system = node.system();
        ShardRegion.CurrentShardRegionState state = Waiting.join(
                AskPattern.ask(
                        org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.get(system)
                                .shardState(),
                        replyTo -> new GetShardRegionState(accounts.typeKey(), replyTo),
                        TIMEOUT,
                        system.scheduler()),
                TIMEOUT,
                "the shards here are not known");
        SortedSet<Long> here = new TreeSet<>();
        for (ShardRegion.ShardState shard : state.getShards()) {
            shard.getEntityIds().forEach(id -> here.add(UInt128.parse(id).low()));
        }
        return here;
    }

    @Override
    public TurnResult turn(String side, int inFlight, Duration time) {
        String[] words = side.split("-", 2);
        EntityTransfers transfers = places.get(words[0]);
        if (transfers == null || words.length < 2) {
            throw new IllegalArgumentException("no side of a node with entities: " + side);
        }
        return switch (words[1]) {
            case "ask" -> ask(transfers, inFlight, time);
            case "tell" ->
                EntityLoop.run(
                        node.system(),
                        self -> {
                            EntityTransfers.Next next = transfers.next();
                            accounts.entity(next.debitAccountId())
                                    .tell(new AccountEntity.Transfer(next.movement(), self.narrow()));
                        },
                        inFlight,
                        time);
            default -> throw new IllegalArgumentException("no side of a node with entities: " + side);
        };
    }

    private TurnResult ask(EntityTransfers transfers, int inFlight, Duration time) {
        try (AskLoop asks = new EntityAsks(accounts, transfers::next)) {
            Sample sample = asks.run(inFlight, time);
            return new TurnResult(sample.transfers(), sample.nanos(), 0);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
