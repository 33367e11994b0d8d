/**
 * Finds out what a request did whose reply was lost with its session, for programs that keep sessions of their own.
 * It decides what to send again, what to look up and what to report. The rules were found on a real server.
 *
 * <p>May depend on: ledger-model. It uses no Pekko, no clock and no threads. One thread at a time may call it.
 */
@NullMarked
package io.ledgeractors.actors.recovery;

import org.jspecify.annotations.NullMarked;
