/**
 * The rules of a session as a pure state machine. Frames, events of connections and the time go in. Frames, outcomes
 * and states come out. The rules have no clock, socket or thread, and get their random numbers.
 *
 * <p>Each verb for an end has one meaning. The owner <i>closes</i> a session. A session <i>gives up</i> if no reply
 * came within the time that the settings allow. A session <i>ends</i> once, for either reason or because it was
 * evicted. A connection is <i>disconnected</i>, and another may follow. It is <i>dropped</i> if the server broke a
 * rule.
 *
 * <p>May depend on: ledger-model. Not thread-safe. Internal to native-client. A simulation drives the rules as the
 * sockets do. Source of the rules: protocol fact sheet, sections 1 to 3.
 */
@NullMarked
package io.ledgeractors.client.internal.session;

import org.jspecify.annotations.NullMarked;
