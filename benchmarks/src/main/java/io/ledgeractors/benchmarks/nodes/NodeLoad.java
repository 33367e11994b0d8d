package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.SortedSet;

/** The work of a node's process. Not thread-safe. */
interface NodeLoad extends AutoCloseable {
    /** Returns the node's address in the cluster; empty if it is in none. */
    String address();

    /** Waits until the cluster has so many nodes, and makes everything ready for turns. Blocks the caller. */
    void prepare(int members);

    /** Returns the lower halves of the ids of the accounts whose entities live here. Blocks the caller. */
    SortedSet<Long> accounts();

    /**
     * Takes one turn. Blocks the caller.
     *
     * @throws IllegalArgumentException if there is no such side
     */
    TurnResult turn(String side, int inFlight, Duration time);

    @Override
    void close();
}
