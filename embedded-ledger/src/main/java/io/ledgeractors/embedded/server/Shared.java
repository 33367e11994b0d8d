package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.UInt128;

/**
 * What all connections of one server have in common. For the event loop.
 *
 * @param cluster the cluster that is served
 * @param loop who answers
 * @param routes where answers go
 * @param seats who has a connection
 * @param refusals what is told about those who are not served
 * @param timeouts how long peers are waited for
 */
record Shared(
        UInt128 cluster,
        ReplicaLoop loop,
        Routes<TcpConnection> routes,
        Seats<TcpConnection> seats,
        Refusals refusals,
        Timeouts timeouts) {}
