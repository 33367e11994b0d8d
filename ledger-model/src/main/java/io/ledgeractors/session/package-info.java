/**
 * The contract of a session with a ledger, which may be a cluster, the ledger in this JVM or a simulation.
 *
 * <p>This package depends on {@code model} and {@code wire}. Sessions are thread-safe. Their callbacks run on one
 * thread.
 */
@NullMarked
package io.ledgeractors.session;

import org.jspecify.annotations.NullMarked;
