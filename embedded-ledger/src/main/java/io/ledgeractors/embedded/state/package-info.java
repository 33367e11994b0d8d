/**
 * The rules of the ledger: a pure, deterministic state machine.
 *
 * <p>(state, timestamp, bytes of a request) to (state, bytes of the reply). No clock, no I/O, no threads, no
 * randomness: the same requests at the same timestamps give the same replies, always. A state machine
 * belongs to one thread at a time.
 *
 * <p>May depend on: ledger-model, and {@code state.store} and {@code state.index} below. Source of all rules:
 * protocol fact sheet, sections 5 to 11; the conformance vectors of ledger-tck judge.
 */
@NullMarked
package io.ledgeractors.embedded.state;

import org.jspecify.annotations.NullMarked;
