package io.ledgeractors.benchmarks.turns;

/**
 * The ledger that a worker asks: an embedded one of its own build, or a running server.
 *
 * @param kind the kind of ledger
 * @param cluster the cluster's id of a server that runs already; empty for an embedded ledger
 * @param addresses the addresses of all its replicas; empty for an embedded ledger
 */
public record TurnPlace(Kind kind, String cluster, String addresses) {
    /** The kinds of ledger that a turn can run on. */
    public enum Kind {
        /** The build's embedded ledger, which writes nothing. */
        MEMORY,
        /** The build's embedded ledger in a temporary directory. */
        DURABLE,
        /** A server that runs already. */
        CLUSTER
    }

    /** Returns the place of the build's embedded ledger. */
    public static TurnPlace embedded(boolean durable) {
        return new TurnPlace(durable ? Kind.DURABLE : Kind.MEMORY, "", "");
    }

    /** Returns the place of a server that runs already. */
    public static TurnPlace cluster(String cluster, String addresses) {
        return new TurnPlace(Kind.CLUSTER, cluster, addresses);
    }

    /** Returns the words of the protocol. */
    public String words() {
        return switch (kind) {
            case MEMORY -> "memory";
            case DURABLE -> "durable";
            case CLUSTER -> "cluster " + cluster + " " + addresses;
        };
    }

    /**
     * Reads the words of the protocol.
     *
     * @throws IllegalArgumentException if they name no place
     */
    public static TurnPlace parse(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0] + " " + words.length) {
            case "memory 1" -> embedded(false);
            case "durable 1" -> embedded(true);
            case "cluster 3" -> cluster(words[1], words[2]);
            default -> throw new IllegalArgumentException("not a place of a ledger: " + text);
        };
    }
}
