package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a node's process, as one line of text. Each line begins with a mark, because the JVM may write lines of
 * its own to the same stream.
 */
sealed interface NodeReply {
    /** Begins each line. */
    String MARK = "ledger-node ";

    /**
     * The node waits for requests, or has done what was asked.
     *
     * @param address the node's address in the cluster; empty if it is in none
     */
    record Ready(String address) implements NodeReply {}

    /**
     * The accounts whose entities live on the node.
     *
     * @param numbers the lower halves of their ids
     */
    record Accounts(SortedSet<Long> numbers) implements NodeReply {}

    /**
     * A turn is over.
     *
     * @param result its figures; the processor time is that of the node's process
     */
    record Done(TurnResult result) implements NodeReply {}

    /**
     * The request failed; the node takes no further one.
     *
     * @param message the reason, for people, in one line
     */
    record Failed(String message) implements NodeReply {}

    /** Returns the line of this reply. */
    default String line() {
        if (this instanceof Done done) {
            TurnResult result = done.result();
            return MARK + "done " + result.operations() + " " + result.nanos() + " " + result.processorNanos();
        }
        if (this instanceof Accounts accounts) {
            return MARK + "accounts "
                    + accounts.numbers().stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (this instanceof Ready ready) {
            return MARK + "ready " + ready.address();
        }
        return MARK + "failed " + ((Failed) this).message().replaceAll("\\R", "; ");
    }

    /**
     * Reads a line of a node's output.
     *
     * @return the reply, or null if the line is something else
     * @throws IllegalArgumentException if the line is a broken reply
     */
    static @Nullable NodeReply parse(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        String[] words = line.substring(MARK.length()).split(" ", 2);
        if (words.length == 2) {
            switch (words[0]) {
                case "ready":
                    return new Ready(words[1]);
                case "accounts":
                    return new Accounts(Arrays.stream(words[1].split(","))
                            .filter(number -> !number.isEmpty())
                            .map(Long::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new)));
                case "done":
                    String[] figures = words[1].split(" ", -1);
                    if (figures.length == 3) {
                        return new Done(new TurnResult(
                                Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2])));
                    }
                    break;
                case "failed":
                    return new Failed(words[1]);
                default:
                    break;
            }
        }
        throw new IllegalArgumentException("not a reply: " + line);
    }
}
