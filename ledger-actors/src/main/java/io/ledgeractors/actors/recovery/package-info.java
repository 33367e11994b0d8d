/**
 * Finds out what a request did whose reply was lost with its session, for programs that keep sessions of their own:
 * what to send again, what to look up, what to report. The rules were found on a real server.
 *
 * <p>May depend on: ledger-model. No Pekko, no clock, no threads: one thread at a time.
 */
@NullMarked
package io.ledgeractors.actors.recovery;

import org.jspecify.annotations.NullMarked;
