package io.ledgeractors.examples.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes which node owns how many shards, one line for each moment. Pure. */
final class ClusterTable {
    private ClusterTable() {}

    /** Returns the heading for nodes with these names. */
    static String heading(List<String> names) {
        return String.format(Locale.ROOT, "%8s", "time")
                + names.stream()
                        .map(name -> String.format(Locale.ROOT, "  %9s", name))
                        .collect(Collectors.joining())
                + "    payments   transfers";
    }

    /**
     * Returns a line. Shards are written as those of accounts plus those of payments.
     *
     * @param seconds time since the beginning
     * @param nodes the nodes, from node 1
     */
    static String row(double seconds, List<NodeView> nodes) {
        int payments =
                nodes.stream().mapToInt(node -> node.endedBelow().payments()).sum();
        int transfers =
                nodes.stream().mapToInt(node -> node.endedBelow().transfers()).sum();
        return String.format(Locale.ROOT, "%6.1f s", seconds)
                + owners(nodes)
                + String.format(Locale.ROOT, "  %,10d  %,10d", payments, transfers);
    }

    /** Returns the part of a line that says who owns how many shards. */
    static String owners(List<NodeView> nodes) {
        return nodes.stream()
                .map(node -> String.format(Locale.ROOT, "  %9s", shards(node)))
                .collect(Collectors.joining());
    }

    private static String shards(NodeView node) {
        return switch (node.status()) {
            case ENDED -> "ended";
            case STARTING -> "starts";
            default ->
                node.shards().accounts().size() + "+" + node.shards().payments().size();
        };
    }
}
