/**
 * Counts what the threads of an actor system and of a ledger do, so that a test knows when they are quiet.
 *
 * <p>May depend on: ledger-model, Pekko Actor. Thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit.internal.activity;

import org.jspecify.annotations.NullMarked;
