package io.ledgeractors.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.examples.cluster.ClusterRun;
import io.ledgeractors.examples.cluster.ClusterSettings;
import io.ledgeractors.examples.cluster.NodeView;
import io.ledgeractors.examples.shared.Differences;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.it.ProjectFiles;
import io.ledgeractors.it.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Faults of nodes in JVMs of their own, all under load. Each method starts nodes, repeats one kind of fault, ends the
 * load, and reads the proofs from the ledger: every caller that lives has its answer. Used by one thread.
 */
final class NodesRound {
    /** Adds up what the rounds do, and finds the longest time that a fault lasts for callers. Thread-safe. */
    static final class Figures {
        private Duration longest = Duration.ZERO;
        private long payments;
        private long transfers;
        private long unanswered;

        /** Returns the number of payments and transfers. */
        synchronized long calls() {
            return payments + transfers;
        }

        /** Returns the number of asks of living callers that were not answered in time. */
        synchronized long unanswered() {
            return unanswered;
        }

        /** Returns the longest time from a fault until the living nodes served all shards. */
        synchronized Duration longestToResume() {
            return longest;
        }

        private synchronized void resumed(Duration time) {
            longest = time.compareTo(longest) > 0 ? time : longest;
        }

        private synchronized void add(ClusterRun run) {
            for (int node = 1; node <= run.nodes(); node++) {
                NodeView view = run.view(node);
                payments += view.endedBelow().payments();
                transfers += view.endedBelow().transfers();
                unanswered += view.asks().unanswered();
            }
        }

        @Override
        public synchronized String toString() {
            return payments + " payments, " + transfers + " transfers, " + unanswered
                    + " asks without an answer in time";
        }
    }

    private static final int NODES = 3;
    private static final int GATEWAYS = 2;
    private static final Duration WITHIN = Duration.ofSeconds(120);
    private static final int SOME_CALLS = 20;

    // Many nodes share the processors, so that a moderate load finds more faults in an hour than a high one.
    private static final String PAUSE =
            "-Dcluster-node.pause-between-calls=" + System.getProperty("ledger.pause", "300 ms");
    private static final String RESTART = System.getProperty("ledger.restart", "");

    private final ServerUnderTest server;
    private final Random random;
    private final Figures figures;

    /** Creates a round with nodes on this server; {@code figures} takes what it has done. */
    NodesRound(ServerUnderTest server, long seed, Figures figures) {
        this.server = server;
        this.random = new Random(seed);
        this.figures = figures;
    }

    /**
     * Kills one node, and stops one until the others have removed it.
     *
     * @param stopped least time for which the node is stopped
     */
    void killAndStop(int times, Duration stopped) throws Exception {
        try (ClusterRun run = start(0, List.of(), node -> List.of())) {
            awaitCalls(run, run.nodesUp());
            for (int time = 0; time < times; time++) {
                kill(run, anyOf(NODES));
                stop(run, anyOf(NODES), stopped);
            }
            prove(run);
        }
    }

    /** Kills one of two gateways, through which three nodes reach the ledger. */
    void killGateway(int times) throws Exception {
        try (ClusterRun run = start(GATEWAYS, List.of(), node -> List.of())) {
            awaitCalls(run, run.nodesUp());
            for (int time = 0; time < times; time++) {
                kill(run, NODES + anyOf(GATEWAYS));
            }
            prove(run);
        }
    }

    /** Kills all nodes at once, so that none of those that start again finds another one to join. */
    void killAll() throws Exception {
        try (ClusterRun run = start(0, List.of(), node -> List.of())) {
            awaitCalls(run, run.nodesUp());
            for (int node : run.nodesUp()) {
                signal(run, node, "KILL");
            }
            run.await("all nodes have ended", WITHIN, () -> run.removals() == NODES);
            // Less than a node waits for others before it gives up.
            run.await(
                    "a node is up", Duration.ofSeconds(45), () -> !run.nodesUp().isEmpty());
            awaitMembers(run, IntStream.rangeClosed(1, NODES).boxed().toList(), NODES);
            awaitCalls(run, run.nodesUp());
            prove(run);
        }
    }

    private void kill(ClusterRun run, int node) throws Exception {
        long begin = System.nanoTime();
        run.kill(node);
        restartLedger();
        resumed(run, "kill -9 of " + run.name(node), begin, others(run, node));
        run.start(node);
        run.awaitUp(node);
        awaitMembers(run, run.nodesUp(), run.nodes());
        awaitCalls(run, run.nodesUp());
    }

    private void stop(ClusterRun run, int node, Duration stopped) throws Exception {
        int removals = run.removals();
        long begin = System.nanoTime();
        signal(run, node, "STOP");
        try {
            awaitMembers(run, others(run, node), NODES - 1);
            resumed(run, "SIGSTOP of node " + node, begin, others(run, node));
            run.await(
                    "the node was stopped for " + stopped, WITHIN, () -> System.nanoTime() - begin > stopped.toNanos());
        } finally {
            signal(run, node, "CONT");
        }
        run.await("node " + node + " finds that it was removed", WITHIN, () -> run.removals() > removals);
        run.awaitUp(node);
        awaitMembers(run, run.nodesUp(), NODES);
        awaitCalls(run, run.nodesUp());
    }

    /** Parts one node from the others while nothing keeps both sides from going on, and kills it afterwards. */
    void partition(int times) throws Exception {
        String downing = "-Dpekko.cluster.downing-provider-class=" + DownUnreachable.class.getName();
        try (NodeRelays relays = new NodeRelays(NODES);
                ClusterRun run = start(0, relays.ports(), node -> {
                    List<String> options = new ArrayList<>(relays.options(node));
                    options.add(downing);
                    return options;
                })) {
            awaitCalls(run, run.nodesUp());
            for (int time = 0; time < times; time++) {
                part(run, relays, anyOf(NODES));
            }
            prove(run);
        }
    }

    private void part(ClusterRun run, NodeRelays relays, int node) {
        List<Integer> others = others(run, node);
        long begin = System.nanoTime();
        relays.part(node);
        awaitMembers(run, List.of(node), 1);
        awaitMembers(run, others, NODES - 1);
        resumed(run, "partition of node " + node, begin, run.nodesUp());
        awaitDoubleEntities(run, node, others);
        awaitCalls(run, List.of(node));
        awaitCalls(run, others);
        run.kill(node);
        relays.heal();
        run.start(node);
        run.awaitUp(node);
        awaitMembers(run, run.nodesUp(), NODES);
        awaitCalls(run, run.nodesUp());
    }

    private static void awaitDoubleEntities(ClusterRun run, int node, List<Integer> others) {
        run.await("both sides own the same shards", WITHIN, () -> {
            Set<Integer> twice = new HashSet<>();
            others.forEach(other -> twice.addAll(run.view(other).shards().accounts()));
            twice.retainAll(run.view(node).shards().accounts());
            return twice.size() > NODES;
        });
    }

    private ClusterRun start(int gateways, List<Integer> ports, IntFunction<List<String>> options) {
        Path file = ProjectFiles.root().resolve("application.conf");
        Config base = ConfigFactory.load(ConfigFactory.parseFile(file.toFile()));
        ClusterSettings settings =
                new ClusterSettings(NODES, gateways, server.addresses(), server.cluster(), ports, node -> {
                    List<String> all = new ArrayList<>(options.apply(node));
                    all.add("-Dconfig.file=" + file);
                    all.add(PAUSE);
                    // Tests log to the standard output, which a node needs for other things.
                    all.add("-Dlogback.configurationFile=logback.xml");
                    return all;
                });
        return ClusterRun.start(settings, base, System.out::println);
    }

    private int anyOf(int nodes) {
        return 1 + random.nextInt(nodes);
    }

    private static List<Integer> others(ClusterRun run, int node) {
        return IntStream.rangeClosed(1, run.nodes())
                .filter(other -> other != node)
                .boxed()
                .toList();
    }

    private void resumed(ClusterRun run, String after, long begin, List<Integer> askers) {
        run.awaitServed(askers, WITHIN);
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        figures.resumed(time);
        System.out.printf("resumed in %.1f s after %s%n", time.toMillis() / 1e3, after);
    }

    private static void awaitMembers(ClusterRun run, List<Integer> askers, int members) {
        run.await(
                askers + " know " + members + " members",
                WITHIN,
                () -> askers.stream()
                        .map(node -> run.view(node).members())
                        .allMatch(known -> known.up() == members && known.unreachable() == 0));
    }

    /** Waits until each of these nodes has ended more payments and transfers. */
    private static void awaitCalls(ClusterRun run, List<Integer> nodes) {
        for (int node : nodes) {
            int payments = run.view(node).endedBelow().payments() + SOME_CALLS;
            int transfers = run.view(node).endedBelow().transfers() + SOME_CALLS;
            run.await(
                    "node " + node + " pays and transfers",
                    WITHIN,
                    () -> run.view(node).endedBelow().payments() >= payments
                            && run.view(node).endedBelow().transfers() >= transfers);
        }
    }

    private void prove(ClusterRun run) {
        run.endLoad();
        run.awaitDone(WITHIN);
        List<Proof> proofs = run.prove();
        assertThat(proofs)
                .as(Differences.text(proofs.stream()
                        .flatMap(proof -> proof.differences().stream())
                        .toList()))
                .allMatch(Proof::holds);
        figures.add(run);
    }

    private static void signal(ClusterRun run, int node, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid(node))).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).as("kill -%s", signal).isZero();
    }

    private static void restartLedger() throws IOException, InterruptedException {
        if (RESTART.isEmpty()) {
            return;
        }
        Process restart = new ProcessBuilder("sh", "-c", RESTART)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(restart.waitFor(60, TimeUnit.SECONDS)).as(RESTART).isTrue();
        assertThat(restart.exitValue()).as(RESTART).isZero();
    }
}
