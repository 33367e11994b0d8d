/**
 * The core of one replica: its sessions and their last replies, the order of the checks on a request, positions and
 * times of operations, and the thread that runs it all.
 *
 * <p>{@code Replica} and what it uses are pure: no clock, no I/O, no threads. {@code ReplicaLoop} is the shell around
 * them. One thread executes, so nothing here is shared, except the sessions, which connections look up. May depend on:
 * ledger-model, {@code state} (its validated requests and the size of a pulse), {@code log}, {@code image},
 * {@code disk} (its private thread), slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.replica;

import org.jspecify.annotations.NullMarked;
