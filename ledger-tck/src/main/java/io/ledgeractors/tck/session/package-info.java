/**
 * The suite of tests that every {@link io.ledgeractors.session.LedgerSession} must pass; extend it for an
 * implementation.
 *
 * <p>May depend on: ledger-model, JUnit, AssertJ. The threads are those of the session under test.
 */
@NullMarked
package io.ledgeractors.tck.session;

import org.jspecify.annotations.NullMarked;
