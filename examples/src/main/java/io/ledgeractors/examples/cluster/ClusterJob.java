package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Differences;
import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.session.ReplicaAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One run of the command {@code cluster}. Used by one thread. */
final class ClusterJob {
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(120);
    private static final Duration DONE_WITHIN = Duration.ofSeconds(120);
    private static final double MILLIS = 1e3;

    /**
     * How long the load lasts and what happens meanwhile.
     *
     * @param seconds time of the load, at least 1; it lasts longer if the kills take longer
     * @param kills number of nodes that are killed, one after the other
     * @param seed seed of the moments and of the choice of nodes
     */
    record Course(int seconds, int kills, long seed) {}

    private final ClusterRun run;
    private final Course course;
    private final Random random;
    private final PrintWriter out;

    /** Creates the job for nodes that are up. */
    ClusterJob(ClusterRun run, Course course, PrintWriter out) {
        this.run = run;
        this.course = course;
        this.random = new Random(course.seed());
        this.out = out;
    }

    /** Runs the load with its kills, prints what happens, and ends with the proofs. Returns true if all hold. */
    boolean run() {
        out.printf("To add a node by hand:%n  %s%n%n", nextNode());
        ClusterShow show = new ClusterShow(out, run);
        run.onChange(show::changed);
        for (int kill = 1; kill <= course.kills(); kill++) {
            kill(show);
        }
        awaitTime(show, course.seconds());
        run.endLoad();
        show.say("the load ends; open calls get their answers");
        Duration done = run.awaitDone(DONE_WITHIN);
        show.say(String.format(Locale.ROOT, "all calls have ended, %.1f s later", seconds(done)));
        return prove();
    }

    private String nextNode() {
        List<NodeAddress> nodes =
                IntStream.rangeClosed(1, run.nodes()).mapToObj(run::address).toList();
        return "./ledger payments --node " + (run.nodes() + 1) + " --seed " + NodeAddress.list(nodes) + " --addresses "
                + run.ledger().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","))
                + " --cluster " + run.clusterId();
    }

    private void kill(ClusterShow show) {
        double pause = random.nextDouble() * course.seconds() / (course.kills() + 1);
        int node = 1 + random.nextInt(run.nodes());
        awaitTime(show, show.seconds() + pause);
        show.say(run.name(node) + " is killed");
        run.kill(node);
        Duration resumed = run.awaitServed(run.nodesUp(), SERVED_WITHIN);
        show.say(String.format(Locale.ROOT, "resumed in %.1f s: the other nodes serve all shards", seconds(resumed)));
        run.start(node);
        Duration up = run.awaitUp(node);
        show.say(String.format(Locale.ROOT, "%s is up again, %.1f s after its start", run.name(node), seconds(up)));
    }

    private void awaitTime(ClusterShow show, double until) {
        Duration limit = Duration.ofSeconds((long) Math.max(0, until - show.seconds()) + DONE_WITHIN.toSeconds());
        run.await("second " + until, limit, () -> show.seconds() >= until);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }

    private boolean prove() {
        List<Proof> proofs = run.prove();
        out.printf("%nProofs, read back from the ledger%n");
        for (Proof proof : proofs) {
            out.printf(
                    Locale.ROOT, "  %-6s %s, %,d%n", proof.holds() ? "holds" : "FAILS", proof.claim(), proof.checked());
        }
        List<Difference> differences =
                proofs.stream().flatMap(proof -> proof.differences().stream()).toList();
        out.print(Differences.text(differences));
        if (differences.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%nall proofs hold: %,d payments and %,d transfers on %d nodes, %d killed, %d removed%n",
                    ended(NodeLine.Begins::payments),
                    ended(NodeLine.Begins::transfers),
                    run.nodes(),
                    course.kills(),
                    run.removals());
        } else {
            out.printf("%nThe logs of the nodes are in %s%n", run.logs());
        }
        out.flush();
        return differences.isEmpty();
    }

    private int ended(ToIntFunction<NodeLine.Begins> kind) {
        return IntStream.rangeClosed(1, run.nodes())
                .map(node -> kind.applyAsInt(run.view(node).endedBelow()))
                .sum();
    }
}
