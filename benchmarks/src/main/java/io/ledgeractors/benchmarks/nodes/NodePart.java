package io.ledgeractors.benchmarks.nodes;

import java.util.List;

/** A part of the comparison of nodes. */
enum NodePart {
    /** Asks of entities on another node by asks of entities on the node itself. */
    ENTITIES(List.of(64, 1_000)),
    /** Asks through a gateway by asks of a node with a session of its own. */
    GATEWAY(List.of(64, 1_000, 8_000));

    private final List<Integer> inFlight;

    NodePart(List<Integer> inFlight) {
        this.inFlight = inFlight;
    }

    /** Returns the numbers of asks in flight that are measured unless others are given. */
    List<Integer> inFlight() {
        return inFlight;
    }
}
