/**
 * The rules of a session as a pure state machine. Frames, events of connections and the time go in. Frames, outcomes
 * and states come out. The rules have no clock, socket or thread, and get their random numbers.
 *
 * <p>May depend on: ledger-model. Not thread-safe. Internal to native-client. A simulation drives the rules as the
 * sockets do. Source of the rules: protocol fact sheet, sections 1 to 3.
 */
@NullMarked
package io.ledgeractors.client.internal.session;

import org.jspecify.annotations.NullMarked;
