/**
 * The rules of a session as a pure state machine: frames, events of connections and the time go in, frames,
 * outcomes and states come out. No clock, no socket, no thread; random numbers are given.
 *
 * <p>May depend on: ledger-model. Not thread-safe: one thread at a time. Internal to native-client; a
 * simulation drives it as the sockets do. Source of the rules: protocol fact sheet, sections 1 to 3.
 */
@NullMarked
package io.ledgeractors.client.internal.session;

import org.jspecify.annotations.NullMarked;
