package io.ledgeractors.it.nodes;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A JVM with several actor systems, which have no session. Each sends transfers in a stream through a gateway. The
 * program prints a line when a tenth is done, and at the end how many transfers the ledger has.
 */
final class GatewayClients {
    static final String BEGUN = "begun";
    static final String DONE = "created ";
    static final String SYSTEM = "gateways";

    // A hundred systems on two processors: each has few threads and says little.
    private static final String SETTINGS = """
            pekko.loglevel = OFF
            pekko.actor.provider = cluster
            pekko.actor.default-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
            pekko.actor.internal-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 2 }
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.remote.artery.bind.bind-timeout = 60 s
            pekko.remote.artery.advanced { inbound-lanes = 1, outbound-lanes = 1 }
            pekko.cluster.run-coordinated-shutdown-when-down = off
            pekko.coordinated-shutdown { exit-jvm = off, run-by-actor-system-terminate = off }
            pekko.cluster.failure-detector {
              acceptable-heartbeat-pause = 20 s
              heartbeat-interval = 3 s
              monitored-by-nr-of-members = 3
            }
            """;

    private final AtomicLong inLedger = new AtomicLong();
    private final long tenth;
    private final Duration patience;

    private GatewayClients(long transfers, Duration patience) {
        this.tenth = transfers / 10;
        this.patience = patience;
    }

    /** Returns the settings of a node of the tests, with some of its own. */
    static Config settings(String own) {
        return ConfigFactory.parseString(own + "\n" + SETTINGS).withFallback(ConfigFactory.load());
    }

    /** Returns the settings of a gateway of a ledger. */
    static Config gateway(String addresses, String cluster) {
        return settings("pekko.cluster.roles = [ledger-gateway]\n"
                + "ledger-actors { connection = cluster, cluster { cluster-id = \"" + cluster + "\", addresses = \""
                + addresses + "\" } }");
    }

    /**
     * Runs the program: the address of a member, the number of systems, the transfers of each, the first id, and how
     * long a system may take to start.
     */
    public static void main(String[] args) {
        int systems = Integer.parseInt(args[1]);
        int each = Integer.parseInt(args[2]);
        new GatewayClients((long) systems * each, Duration.parse(args[4]))
                .run(args[0], systems, each, UInt128.parse(args[3]));
        System.exit(0);
    }

    private void run(String member, int systems, int each, UInt128 firstId) {
        List<CompletionStage<Long>> streams = new ArrayList<>();
        for (int i = 0; i < systems; i++) {
            ActorSystem<Void> system = ActorSystem.create(
                    Behaviors.empty(),
                    SYSTEM,
                    settings("ledger-actors.connection = gateway, ledger-actors.gateway.lost-after = 10 s"));
            Cluster.get(system).manager().tell(Join.create(AddressFromURIString.parse(member)));
            long start = firstId.low() + (long) i * each;
            streams.add(stream(Ledger.get(system), firstId.high(), start, each));
        }
        long created = streams.stream()
                .mapToLong(stream -> stream.toCompletableFuture().join())
                .sum();
        System.out.println(DONE + created);
    }

    private CompletionStage<Long> stream(Ledger ledger, long run, long start, int count) {
        return ledger.ready(patience)
                .thenCompose(ready -> Source.fromJavaStream(
                                () -> IntStream.range(0, count).boxed())
                        .map(i -> transfer(UInt128.of(run, start + i), run))
                        .via(LedgerFlow.createTransfers(ledger))
                        .runWith(Sink.fold(0L, (sum, result) -> sum + count(result.isInLedger())), ledger.system()));
    }

    private int count(boolean isInLedger) {
        if (isInLedger && inLedger.incrementAndGet() == tenth) {
            System.out.println(BEGUN);
        }
        return isInLedger ? 1 : 0;
    }

    private static Transfer transfer(UInt128 id, long run) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(account(run, 1))
                .creditAccountId(account(run, 2))
                .amount(UInt128.of(1))
                .ledger(1)
                .code(1)
                .build();
    }

    /** Returns the id of an account of a run. */
    static UInt128 account(long run, int number) {
        return UInt128.of(run, Long.MAX_VALUE - number);
    }
}
