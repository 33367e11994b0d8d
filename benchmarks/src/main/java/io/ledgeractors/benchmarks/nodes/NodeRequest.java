package io.ledgeractors.benchmarks.nodes;

/** A request to the process of a node, as one line of text. */
sealed interface NodeRequest {
    /**
     * Waits until all nodes are up, and makes everything ready for turns.
     *
     * @param members the number of nodes of the cluster
     */
    record Prepare(int members) implements NodeRequest {}

    /** Asks for the accounts whose entities live on the node. */
    record Accounts() implements NodeRequest {}

    /**
     * Takes one turn.
     *
     * @param side what is asked, one of the words that the node knows
     * @param inFlight asks in flight
     * @param millis its length in ms, above 0
     */
    record Turn(String side, int inFlight, long millis) implements NodeRequest {}

    /** Returns the line of this request. */
    default String line() {
        if (this instanceof Prepare prepare) {
            return "prepare " + prepare.members();
        }
        if (this instanceof Turn turn) {
            return "turn " + turn.side() + " " + turn.inFlight() + " " + turn.millis();
        }
        return "accounts";
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if the line is no request
     */
    static NodeRequest parse(String line) {
        String[] words = line.split(" ", -1);
        return switch (words[0] + " " + words.length) {
            case "prepare 2" -> new Prepare(Integer.parseInt(words[1]));
            case "accounts 1" -> new Accounts();
            case "turn 4" -> new Turn(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
            default -> throw new IllegalArgumentException("not a request: " + line);
        };
    }
}
