/**
 * The timers of our actors. They are Pekko's, or a test's own alarms, which ring when the test moves the time.
 *
 * <p>May depend on: ledger-model, Pekko Actor Typed. Timers belong to one actor and are used on its thread.
 */
@NullMarked
package io.ledgeractors.actors.internal.time;

import org.jspecify.annotations.NullMarked;
