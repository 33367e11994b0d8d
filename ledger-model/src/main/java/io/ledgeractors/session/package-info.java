/**
 * The contract of a session with a ledger, whoever keeps it: a cluster, the ledger in this JVM, a simulation.
 *
 * <p>Depends on {@code model} and {@code wire}. Sessions are thread-safe; their callbacks come on one thread.
 */
@NullMarked
package io.ledgeractors.session;

import org.jspecify.annotations.NullMarked;
