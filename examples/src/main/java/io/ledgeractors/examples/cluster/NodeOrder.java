package io.ledgeractors.examples.cluster;

import java.util.Optional;

/** A line that the command writes to the standard input of a node. Immutable. */
sealed interface NodeOrder {
    /** Asks something of each shard until all have answered, and then prints {@link NodeLine.Served}. */
    record Probe(int number) implements NodeOrder {
        @Override
        public String text() {
            return "probe " + number;
        }
    }

    /** Begins no new calls, and prints {@link NodeLine.Done} when the open ones have ended. */
    record EndLoad() implements NodeOrder {
        @Override
        public String text() {
            return "end-load";
        }
    }

    /** Leaves the cluster and ends. */
    record Leave() implements NodeOrder {
        @Override
        public String text() {
            return "leave";
        }
    }

    /** Returns the line. */
    String text();

    /** Reads a line; empty if it is none of these. */
    static Optional<NodeOrder> parse(String line) {
        if (line.matches("probe [0-9]{1,9}")) {
            return Optional.of(new Probe(Integer.parseInt(line.substring("probe ".length()))));
        }
        return switch (line) {
            case "end-load" -> Optional.of(new EndLoad());
            case "leave" -> Optional.of(new Leave());
            default -> Optional.empty();
        };
    }
}
