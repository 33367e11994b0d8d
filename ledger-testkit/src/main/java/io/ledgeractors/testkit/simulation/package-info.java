/**
 * Simulations of a program on a ledger, with faults of the network, the disk, the clock and the processes, from a seed.
 *
 * <p>May depend on: ledger-actors, {@code internal.simulation}. One thread runs a simulation.
 */
@NullMarked
package io.ledgeractors.testkit.simulation;

import org.jspecify.annotations.NullMarked;
