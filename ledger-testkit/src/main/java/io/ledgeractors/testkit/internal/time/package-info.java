/**
 * The time of a kit: a clock that stands still, the alarms of that clock, and what moves both.
 *
 * <p>May depend on: ledger-model, embedded-ledger, {@code internal.activity}. Thread-safe.
 */
@NullMarked
package io.ledgeractors.testkit.internal.time;

import org.jspecify.annotations.NullMarked;
