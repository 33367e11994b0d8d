package io.ledgeractors.benchmarks.turns;

import org.jspecify.annotations.Nullable;

/**
 * A reply of a worker, as one line of text. Each line begins with a mark and the version of the protocol, because the
 * JVM may write lines of its own to the same stream.
 */
public sealed interface TurnReply {
    /** Version of requests and replies; both sides must have the same. */
    int VERSION = 1;

    /** Begins each line, before the version. */
    String MARK = "ledger-turns/";

    /** The worker waits for requests, or has done what was asked. */
    record Ready() implements TurnReply {}

    /**
     * A turn is over.
     *
     * @param result its figures
     */
    record Done(TurnResult result) implements TurnReply {}

    /**
     * The request failed; the worker takes no further one.
     *
     * @param message the reason, for people, in one line
     */
    record Failed(String message) implements TurnReply {}

    /** Returns the line of this reply. */
    default String line() {
        return MARK + VERSION + " " + words();
    }

    private String words() {
        if (this instanceof Done done) {
            TurnResult result = done.result();
            return "done " + result.operations() + " " + result.nanos() + " " + result.processorNanos();
        }
        if (this instanceof Failed failed) {
            return "failed " + failed.message().replaceAll("\\R", "; ");
        }
        return "ready";
    }

    /**
     * Reads a line of a worker's output.
     *
     * @return the reply, or null if the line is something else
     * @throws IllegalArgumentException if the line is a reply of another version, or a broken one
     */
    static @Nullable TurnReply parse(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        String own = MARK + VERSION + " ";
        if (!line.startsWith(own)) {
            throw new IllegalArgumentException("the build speaks another version of the protocol: \"" + line
                    + "\" instead of version " + VERSION + "; put the same runner on both builds");
        }
        String text = line.substring(own.length());
        if (text.equals("ready")) {
            return new Ready();
        }
        if (text.startsWith("failed ")) {
            return new Failed(text.substring("failed ".length()));
        }
        String[] words = text.split(" ", -1);
        if (words.length == 4 && words[0].equals("done")) {
            return new Done(
                    new TurnResult(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
        }
        throw new IllegalArgumentException("not a reply: " + line);
    }
}
