package io.ledgeractors.benchmarks.turns;

/** A request to a worker, as one line of text. */
public sealed interface TurnRequest {
    /**
     * Opens a scenario; the first request to a worker, sent once.
     *
     * @param scenario its name, without spaces
     * @param place the ledger, in the words of {@link TurnPlace}
     */
    record Open(String scenario, String place) implements TurnRequest {}

    /**
     * Takes one turn.
     *
     * @param millis its length in ms, above 0
     */
    record Turn(long millis) implements TurnRequest {}

    /** Replaces the ledger by an empty one. */
    record Renew() implements TurnRequest {}

    /** Returns the line of this request. */
    default String line() {
        if (this instanceof Open open) {
            return "open " + open.scenario() + " " + open.place();
        }
        if (this instanceof Turn turn) {
            return "turn " + turn.millis();
        }
        return "renew";
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if the line is no request
     */
    static TurnRequest parse(String line) {
        String[] words = line.split(" ", 3);
        return switch (words[0] + " " + words.length) {
            case "open 3" -> new Open(words[1], words[2]);
            case "turn 2" -> new Turn(Long.parseLong(words[1]));
            case "renew 1" -> new Renew();
            default -> throw new IllegalArgumentException("not a request: " + line);
        };
    }
}
