package io.ledgeractors.benchmarks.turns;

/**
 * The ledger that a worker asks: an embedded one of its own build, or a running server.
 *
 * @param kind which of them
 * @param cluster the cluster's id; of a running server only, otherwise empty
 * @param addresses of all replicas; of a running server only, otherwise empty
 */
public record TurnPlace(Kind kind, String cluster, String addresses) {
    /** What kind of ledger it is. */
    public enum Kind {
        /** The build's embedded ledger, which writes nothing. */
        MEMORY,
        /** The build's embedded ledger in a temporary directory. */
        DURABLE,
        /** A server that runs already. */
        CLUSTER
    }

    /** The build's embedded ledger. */
    public static TurnPlace embedded(boolean durable) {
        return new TurnPlace(durable ? Kind.DURABLE : Kind.MEMORY, "", "");
    }

    /** A server that runs already. */
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
     * @throws IllegalArgumentException if they are none
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
