package io.ledgeractors.benchmarks.nodes;

/** The kind of a node, which tells what its process runs. */
enum NodeKind {
    /** A node of a cluster with a session of its own and account entities. */
    ENTITIES,
    /** A node of a cluster with a session of its own, through which other nodes reach the ledger. */
    GATEWAY,
    /** A node of a cluster that reaches the ledger through a gateway. */
    BEHIND_GATEWAY,
    /** A node with a session of its own and no cluster. */
    OWN_SESSION
}
