/**
 * What every {@link io.ledgeractors.session.LedgerSession} must do, as a suite to extend.
 *
 * <p>May depend on: ledger-model, JUnit, AssertJ. Threads: those of the session under test.
 */
@NullMarked
package io.ledgeractors.tck.session;

import org.jspecify.annotations.NullMarked;
