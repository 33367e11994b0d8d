/**
 * Connects the rules of a session with a thread and with links to the replicas. The links are sockets in production and
 * memory in tests. Internal to native-client and to ledger-testkit.
 *
 * <p>May depend on: ledger-model, {@code client.internal.session}, {@code client.internal.state}, slf4j. Everything
 * runs on the thread of the session unless a type says otherwise.
 */
@NullMarked
package io.ledgeractors.client.internal.driver;

import org.jspecify.annotations.NullMarked;
