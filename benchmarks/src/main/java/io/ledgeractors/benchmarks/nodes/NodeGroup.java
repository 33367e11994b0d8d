package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.server.ForkedServer;
import io.ledgeractors.benchmarks.server.PreparedAccounts;
import io.ledgeractors.benchmarks.server.Server;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** A server and the nodes that use it, each in a JVM of its own. Closing the group ends them. Not thread-safe. */
final class NodeGroup implements AutoCloseable {
    /** The fewest accounts whose entities live on a node, so that no account is hot. */
    private static final int ACCOUNTS_MIN = TransferGenerator.ACCOUNTS / 4;

    private final Server server;
    private final long accountsHigh;
    private final List<String> jvmOptions;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<NodePair> pairs = new ArrayList<>();
    private final Map<NodeProcess, SortedSet<Long>> places = new LinkedHashMap<>();

    private NodeGroup(Server server, List<String> jvmOptions) {
        this.server = server;
        this.jvmOptions = jvmOptions;
        this.accountsHigh = PreparedAccounts.of(server.target()).generator().high;
    }

    /**
     * Starts all processes of a part. Blocks the caller.
     *
     * @param isInMemory true if the ledger writes nothing
     * @param jvmOptions further options of the JVM of each node
     * @throws BenchmarkException if one does not start
     */
    static NodeGroup start(NodePart part, boolean isInMemory, List<String> jvmOptions) {
        Server server = ForkedServer.start(!isInMemory);
        NodeGroup group;
        try {
            group = new NodeGroup(server, jvmOptions);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        try {
            switch (part) {
                case ENTITIES -> group.startEntities();
                case GATEWAY -> group.startGateway();
            }
            return group;
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    private void startEntities() {
        NodeProcess caller = start("caller", NodeKind.ENTITIES, NodeMain.FIRST);
        NodeProcess other = start("other node", NodeKind.ENTITIES, caller.address());
        caller.prepare(nodes.size());
        places.put(caller, caller.accounts());
        places.put(other, other.accounts());
        requirePlaces();
        pairs.add(entities("EntityRef.ask from callbacks", caller, "ask"));
        pairs.add(entities("an actor that gets all replies", caller, "tell"));
    }

    private void startGateway() {
        NodeProcess own = start("own session", NodeKind.OWN_SESSION, NodeMain.FIRST);
        NodeProcess gateway = start("gateway", NodeKind.GATEWAY, NodeMain.FIRST);
        NodeProcess caller = start("caller", NodeKind.BEHIND_GATEWAY, gateway.address());
        pairs.add(new NodePair(
                "Ledger from callbacks",
                0.5,
                new NodePair.Side("gateway", caller, LedgerNode.SIDE),
                new NodePair.Side("own session", own, LedgerNode.SIDE)));
    }

    private static NodePair entities(String title, NodeProcess caller, String way) {
        return new NodePair(
                title,
                0.4,
                new NodePair.Side("remote", caller, EntityNode.REMOTE + "-" + way),
                new NodePair.Side("local", caller, EntityNode.LOCAL + "-" + way));
    }

    private NodeProcess start(String name, NodeKind kind, String seed) {
        NodeProcess node =
                NodeProcess.start(name, kind, nodes.size() + 1, server.target(), accountsHigh, seed, jvmOptions);
        nodes.add(node);
        return node;
    }

    private void requirePlaces() {
        int total = 0;
        for (Map.Entry<NodeProcess, SortedSet<Long>> place : places.entrySet()) {
            int here = place.getValue().size();
            if (here < ACCOUNTS_MIN) {
                throw new BenchmarkException("only " + here + " accounts live on the "
                        + place.getKey().name() + ", and at least " + ACCOUNTS_MIN
                        + " must; repeat the measurement");
            }
            total += here;
        }
        if (total != TransferGenerator.ACCOUNTS) {
            throw new BenchmarkException(
                    total + " entities live on the nodes for " + TransferGenerator.ACCOUNTS + " accounts");
        }
    }

    /**
     * Checks that entities still live where they did at the start.
     *
     * @throws BenchmarkException if they do not
     */
    void requireUnmoved() {
        places.forEach((node, accounts) -> {
            if (!node.accounts().equals(accounts)) {
                throw new BenchmarkException(
                        "other entities live on the " + node.name() + " than before the measurement; repeat it");
            }
        });
    }

    /** Returns what can be compared. */
    List<NodePair> pairs() {
        return pairs;
    }

    /** Returns the processor time of each process so far, in ns, by its name. */
    Map<String, Long> processorNanos() {
        Map<String, Long> all = new LinkedHashMap<>();
        nodes.forEach(node -> all.put(node.name(), node.processorNanos()));
        all.put("server", server.processorNanos());
        return all;
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        server.close();
    }
}
