/**
 * The sessions of callers inside this JVM, the counterpart of {@code server}.
 *
 * <p>Methods are thread-safe; callbacks come on a thread of the session's own. May depend on: ledger-model,
 * {@code replica}, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.inprocess;

import org.jspecify.annotations.NullMarked;
