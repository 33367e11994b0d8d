/**
 * One replica's core: sessions and their last replies, order of checks, positions and times of operations; and
 * the thread that runs it.
 *
 * <p>{@code Replica} and what it uses are pure: no clock, no I/O, no threads. {@code ReplicaLoop} is the shell
 * around them: one thread executes, so nothing here is shared. May depend on: ledger-model, {@code state},
 * {@code journal}, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.replica;

import org.jspecify.annotations.NullMarked;
