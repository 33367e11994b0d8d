package io.ledgeractors.examples.cluster;

import com.typesafe.config.Config;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.examples.shared.NodeAddress;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes in JVMs of their own on one ledger, all of which make payments and transfers. Nodes can be killed and
 * started again. The proofs are read from the ledger. A node that the cluster removes ends, and is started again. All
 * JVMs end with this one. Used by one thread, which every method blocks until it is done.
 */
public final class ClusterRun implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofSeconds(120);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 50;
    private static final int IDENTITIES_FROM = 1 << 30;
    private static final int LOG_LINES = 15;
    private static final int STARTS_MAX = 3;
    private static final long NOBODY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Event(
            int node, ClusterNodeProcess process, @Nullable NodeLine line, int code) {}

    private final ClusterSettings settings;
    private final Consumer<String> notices;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<NodeView> views = new ArrayList<>();
    private final List<@Nullable ClusterNodeProcess> processes = new ArrayList<>();
    private final Set<ClusterNodeProcess> told = new HashSet<>();
    private final Map<Integer, Integer> failedStarts = new HashMap<>();
    private final List<Integer> ports;
    private final ClusterLedger ledger;
    private final Path logs;
    private Runnable onChange = () -> {};
    private boolean isEnding;
    private boolean hasProved;
    private int probe;
    private int removals;
    /** True from the time when a node is up until all begin anew. */
    private boolean wasAnyUp;

    private long lastUp;

    private ClusterRun(ClusterSettings settings, ClusterLedger ledger, Path logs, Consumer<String> notices) {
        this.settings = settings;
        this.ledger = ledger;
        this.logs = logs;
        this.notices = notices;
        this.ports = settings.ports().isEmpty() ? FreePorts.some(settings.all()) : settings.ports();
        for (int node = 1; node <= settings.all(); node++) {
            views.add(new NodeView());
            processes.add(null);
        }
    }

    /**
     * Opens the accounts and starts all nodes. Returns when all are up and all shards are served.
     *
     * @param base the configuration of the command, whose ledger is replaced
     * @param notices takes lines for people, from any thread
     * @throws io.ledgeractors.cli.BadInputException if the ledger does not answer
     * @throws NotExecutedException if a node does not start three times in a row
     */
    public static ClusterRun start(ClusterSettings settings, Config base, Consumer<String> notices) {
        ClusterLedger ledger = ClusterLedger.open(settings, base, notices);
        try {
            ClusterRun run = new ClusterRun(settings, ledger, Files.createTempDirectory("ledger-cluster"), notices);
            try {
                run.begin();
                return run;
            } catch (RuntimeException e) {
                run.endNodes();
                throw e;
            }
        } catch (IOException e) {
            ledger.close();
            throw new UncheckedIOException("no directory for the logs of the nodes can be made", e);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private void begin() {
        ledger.openAccounts();
        for (int node = 1; node <= settings.all(); node++) {
            start(node);
        }
        await("all nodes are up", UP_WITHIN, () -> views.stream().allMatch(NodeView::isUp));
        awaitServed(nodesUp(), UP_WITHIN);
    }

    /** Sets what is called after anything about a node has changed, on the thread of the caller. */
    public void onChange(Runnable action) {
        onChange = action;
    }

    /** Returns the number of all nodes. They are numbered from 1, and the gateways are the last of them. */
    public int nodes() {
        return settings.all();
    }

    /** Returns the name of a node, for people. */
    public String name(int node) {
        return settings.name(node);
    }

    /** Returns what is known of a node. */
    public NodeView view(int node) {
        return views.get(node - 1);
    }

    /** Returns the id of a node's process. */
    public long pid(int node) {
        return process(node).pid();
    }

    /** Returns how many nodes ended by themselves, because the cluster removed them, and were started again. */
    public int removals() {
        return removals;
    }

    /** Returns the addresses of the ledger. */
    public List<ReplicaAddress> ledger() {
        return ledger.addresses();
    }

    /** Returns the id of the ledger's cluster. */
    public UInt128 clusterId() {
        return settings.cluster();
    }

    /** Returns the address of a node. */
    public NodeAddress address(int node) {
        return new NodeAddress("127.0.0.1", ports.get(node - 1));
    }

    /** Returns the directory with the error output of the nodes. */
    public Path logs() {
        return logs;
    }

    private ClusterNodeProcess process(int node) {
        return Objects.requireNonNull(processes.get(node - 1), "the node was not started");
    }

    /** Starts a node again whose process has ended. Returns at once; {@link #awaitUp} waits. */
    public void start(int node) {
        NodeView view = view(node);
        NodeSettings start = new NodeSettings(
                node,
                settings.all(),
                settings.access(node),
                ledger.identity(),
                ports.get(node - 1),
                seeds(node),
                ledger.addresses(),
                settings.cluster(),
                view.endedBelow(),
                view.begun());
        view.started();
        processes.set(
                node - 1,
                ClusterNodeProcess.start(
                        start,
                        settings.options().apply(node),
                        logs.resolve("node-" + node + ".log"),
                        (process, line) -> events.add(new Event(node, process, line, 0)),
                        (process, code) -> events.add(new Event(node, process, null, code))));
    }

    // Only node 1 begins a cluster, and only while no other node is up. So a node never begins a second cluster.
    private List<NodeAddress> seeds(int node) {
        List<NodeAddress> up = IntStream.rangeClosed(1, settings.all())
                .filter(other -> other != node && view(other).isUp())
                .mapToObj(this::address)
                .toList();
        return up.isEmpty() ? List.of(address(1)) : up;
    }

    /** Waits until a node is up. Returns the time that it took. */
    public Duration awaitUp(int node) {
        return await(name(node) + " is up", UP_WITHIN, () -> view(node).isUp());
    }

    /** Kills a node as {@code kill -9} does, and waits until its process has ended. */
    public void kill(int node) {
        ClusterNodeProcess process = process(node);
        told.add(process);
        process.kill();
        await(name(node) + " has ended", ENDED_WITHIN, () -> view(node).status() == NodeView.Status.ENDED);
    }

    /** Returns the nodes that are up. */
    public List<Integer> nodesUp() {
        return IntStream.rangeClosed(1, settings.all())
                .filter(node -> view(node).isUp())
                .boxed()
                .toList();
    }

    /**
     * Waits until each of these nodes gets an answer from every shard.
     *
     * @param askers nodes that are up
     * @return the time that it took
     * @throws NotExecutedException if that takes longer
     */
    public Duration awaitServed(List<Integer> askers, Duration within) {
        probe++;
        askers.forEach(node -> process(node).tell(new NodeOrder.Probe(probe)));
        return await(
                "all shards are served",
                within,
                () -> askers.stream().allMatch(node -> view(node).served() == probe));
    }

    /** Tells all nodes to make no new calls. */
    public void endLoad() {
        isEnding = true;
        for (int node = 1; node <= settings.all(); node++) {
            if (view(node).isUp()) {
                process(node).tell(new NodeOrder.EndLoad());
            }
        }
    }

    /**
     * Waits until all calls of all nodes have their answers. Call {@link #endLoad} before.
     *
     * @return the time that it took
     * @throws NotExecutedException if that takes longer
     */
    public Duration awaitDone(Duration within) {
        return await(
                "all payments and transfers have ended",
                within,
                () -> views.stream().allMatch(view -> view.status() == NodeView.Status.DONE));
    }

    /**
     * Waits for something, and meanwhile takes what the nodes say.
     *
     * @param what is awaited, for people
     * @return the time that it took
     * @throws NotExecutedException if it takes longer, or if a node cannot start
     */
    public Duration await(String what, Duration within, BooleanSupplier reached) {
        long begin = System.nanoTime();
        while (true) {
            takeAll();
            beginAnewIfNobodyIsLeft();
            long waited = System.nanoTime() - begin;
            if (reached.getAsBoolean()) {
                return Duration.ofNanos(waited);
            }
            if (waited > within.toNanos()) {
                throw new NotExecutedException("not after " + within.toSeconds() + " s: " + what + "; " + states()
                        + "; the logs of the nodes are in " + logs);
            }
            waitForEvent();
        }
    }

    private void waitForEvent() {
        try {
            Event event = events.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            if (event != null) {
                take(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotExecutedException("interrupted");
        }
    }

    private void takeAll() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            take(event);
        }
    }

    private void take(Event event) {
        int node = event.node();
        if (event.process() != processes.get(node - 1)) {
            return;
        }
        NodeLine line = event.line();
        if (line == null) {
            ended(node, event.code());
        } else {
            view(node).apply(line);
            if (line instanceof NodeLine.Note note) {
                notices.accept(name(node) + ": " + note.message());
            } else if (line instanceof NodeLine.Up) {
                up(node);
            }
        }
        onChange.run();
    }

    // A node joins those that were up when it was started. If all end at once, each waits for the others.
    private void beginAnewIfNobodyIsLeft() {
        long now = System.nanoTime();
        if (views.stream().anyMatch(NodeView::isUp)) {
            lastUp = now;
        } else if (wasAnyUp && now - lastUp > NOBODY_NANOS) {
            wasAnyUp = false;
            notices.accept("no node is up any more; those that are starting begin anew");
            for (int node = 1; node <= settings.all(); node++) {
                if (view(node).status() == NodeView.Status.STARTING) {
                    process(node).kill();
                    start(node);
                }
            }
        }
    }

    private void up(int node) {
        wasAnyUp = true;
        failedStarts.remove(node);
        if (probe > 0) {
            process(node).tell(new NodeOrder.Probe(probe));
        }
        if (isEnding) {
            process(node).tell(new NodeOrder.EndLoad());
        }
    }

    private void ended(int node, int code) {
        boolean wasUp = view(node).isUp();
        String trouble = view(node).trouble();
        view(node).ended();
        if (told.remove(process(node))) {
            return;
        }
        if (!wasUp) {
            startAgain(
                    node, trouble.isEmpty() ? "exit code " + code + ", its log ends with: " + endOfLog(node) : trouble);
            return;
        }
        removals++;
        notices.accept(name(node) + " has ended with exit code " + code
                + (code == 0 ? ", because the cluster removed it" : ", its log ends with: " + endOfLog(node))
                + "; it is started again");
        start(node);
    }

    // On a busy machine, the failure detector of the others can take a node for dead while it joins.
    private void startAgain(int node, String why) {
        if (failedStarts.merge(node, 1, Integer::sum) >= STARTS_MAX) {
            throw new NotExecutedException(name(node) + " did not start: " + why);
        }
        notices.accept(name(node) + " did not start: " + why + "; it is started again");
        start(node);
    }

    private String endOfLog(int node) {
        try {
            List<String> lines = Files.readAllLines(logs.resolve("node-" + node + ".log"));
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "nothing, it cannot be read: " + e.getMessage();
        }
    }

    private String states() {
        List<String> states = new ArrayList<>();
        for (int node = 1; node <= settings.all(); node++) {
            NodeView view = view(node);
            states.add(name(node) + " is " + view.status().name().toLowerCase(Locale.ROOT) + " with "
                    + view.asks().open() + " open asks");
        }
        return String.join(", ", states);
    }

    /** Reads the proofs from the ledger, and adds what the nodes say of their callers. */
    public List<Proof> prove() {
        takeAll();
        List<Proof> proofs = ledger.prove(views);
        hasProved = proofs.stream().allMatch(Proof::holds);
        return proofs;
    }

    private void endNodes() {
        for (ClusterNodeProcess process : processes) {
            if (process != null) {
                told.add(process);
                process.kill();
            }
        }
    }

    // The logs are of no use if all proofs hold.
    private void deleteLogs() {
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            notices.accept("the logs in " + logs + " could not be deleted: " + e.getMessage());
        }
    }

    /** Kills all nodes, closes the ledger if it is in this JVM, and deletes the logs if all proofs hold. */
    @Override
    public void close() {
        endNodes();
        ledger.close();
        if (hasProved) {
            deleteLogs();
        }
    }
}
