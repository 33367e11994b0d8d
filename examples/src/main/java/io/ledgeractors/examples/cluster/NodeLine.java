package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.AskCounts;
import io.ledgeractors.examples.shared.NodeAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A line that a node prints on its standard output for the command that started it. A line that a node has printed
 * reaches the command even if the node is killed right after it. Immutable.
 */
public sealed interface NodeLine {
    /** The beginning of each line, which tells it from other output. */
    String MARK = "node: ";

    /** The node is up in the cluster, and its entities are started. */
    record Up(NodeAddress address) implements NodeLine {
        @Override
        public String words() {
            return "up " + address;
        }
    }

    /** The shards that run on the node, after they have changed. */
    record Shards(Set<Integer> accounts, Set<Integer> payments) implements NodeLine {
        @Override
        public String words() {
            return "shards " + list(accounts) + " " + list(payments);
        }
    }

    /**
     * The members that the node knows, after they have changed.
     *
     * @param up members that are up
     * @param unreachable those of all members that the node does not reach
     */
    record Members(int up, int unreachable) implements NodeLine {
        @Override
        public String words() {
            return "members " + up + " " + unreachable;
        }
    }

    /** The node may begin payments and transfers below these numbers. */
    record Begins(int payments, int transfers) implements NodeLine {
        @Override
        public String words() {
            return "begins " + payments + " " + transfers;
        }
    }

    /**
     * Tells how far the callers of the node have come.
     *
     * @param payments all payments below this number have ended
     * @param transfers all transfers below this number have ended
     * @param otherwise calls that ended otherwise than planned
     */
    record Progress(int payments, int transfers, long otherwise, AskCounts asks) implements NodeLine {
        @Override
        public String words() {
            return "progress " + payments + " " + transfers + " " + otherwise + " " + asks.asks() + " " + asks.answers()
                    + " " + asks.unanswered() + " " + asks.late() + " " + asks.surplus();
        }
    }

    /** All shards have answered the probe with this number. */
    record Served(int probe) implements NodeLine {
        @Override
        public String words() {
            return "served " + probe;
        }
    }

    /** The load has ended, and all calls of the node have their answer. */
    record Done() implements NodeLine {
        @Override
        public String words() {
            return "done";
        }
    }

    /** A line for people. */
    record Note(String message) implements NodeLine {
        @Override
        public String words() {
            return "note " + message;
        }
    }

    /** The node cannot start, for this reason. */
    record Trouble(String message) implements NodeLine {
        @Override
        public String words() {
            return "trouble " + message;
        }
    }

    /** Returns the line without its mark. */
    String words();

    /** Returns the line as the node prints it. */
    default String text() {
        return MARK + words().replaceAll("\\R", " ");
    }

    /** Reads a line of output; empty if it is none of these. */
    static Optional<NodeLine> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] kind = line.substring(MARK.length()).split(" ", 2);
        String rest = kind.length < 2 ? "" : kind[1];
        try {
            return of(kind[0], rest);
        } catch (IllegalArgumentException | IndexOutOfBoundsException cut) {
            return Optional.empty();
        }
    }

    private static Optional<NodeLine> of(String kind, String rest) {
        String[] parts = rest.split(" ", -1);
        return switch (kind) {
            case "up" -> Optional.of(new Up(NodeAddress.parse(rest)));
            case "shards" -> Optional.of(new Shards(set(parts[0]), set(parts[1])));
            case "members" -> Optional.of(new Members(number(parts[0]), number(parts[1])));
            case "begins" -> Optional.of(new Begins(number(parts[0]), number(parts[1])));
            case "progress" -> Optional.of(progress(parts));
            case "served" -> Optional.of(new Served(number(rest)));
            case "done" -> Optional.of(new Done());
            case "note" -> Optional.of(new Note(rest));
            case "trouble" -> Optional.of(new Trouble(rest));
            default -> Optional.empty();
        };
    }

    private static Progress progress(String[] parts) {
        long[] numbers = Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
        AskCounts asks = new AskCounts(numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
        return new Progress(number(parts[0]), number(parts[1]), numbers[2], asks);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static String list(Set<Integer> shards) {
        return shards.isEmpty()
                ? "-"
                : new TreeSet<>(shards).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Set<Integer> set(String list) {
        return list.equals("-")
                ? Set.of()
                : Arrays.stream(list.split(",")).map(NodeLine::number).collect(Collectors.toUnmodifiableSet());
    }
}
