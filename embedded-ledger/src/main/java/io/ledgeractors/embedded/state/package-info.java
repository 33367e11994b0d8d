/**
 * The rules of the ledger: a pure, deterministic state machine.
 *
 * <p>A request executes against the present state at a timestamp; it yields the next state and the bytes of a reply.
 * There is no clock, no I/O, no thread and no randomness, so the same requests at the same timestamps always give the
 * same replies. A state machine belongs to one thread at a time.
 *
 * <p>This package holds the machine, its settings and the check of its capacity. The rules live in the packages below,
 * and their arrows point one way: {@code create}, {@code expire} and {@code read} use {@code find} and {@code tables};
 * {@code find} uses {@code tables}; {@code tables} uses {@code index} and {@code store}; {@code request} stands alone.
 * May depend on: the packages below and ledger-model. Source of all rules: protocol fact sheet, sections 5 to 11; the
 * conformance vectors of ledger-tck judge.
 */
@NullMarked
package io.ledgeractors.embedded.state;

import org.jspecify.annotations.NullMarked;
