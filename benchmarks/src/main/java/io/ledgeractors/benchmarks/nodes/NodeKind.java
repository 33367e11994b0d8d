package io.ledgeractors.benchmarks.nodes;

/** What the process of a node is. */
enum NodeKind {
    /** A node of a cluster with a session of its own and account entities. */
    ENTITIES
}
