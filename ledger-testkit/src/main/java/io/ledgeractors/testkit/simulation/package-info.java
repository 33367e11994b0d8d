/**
 * Simulations of a program on a ledger, with faults of the network, the disk, the clock and the processes, from a seed.
 * The program is a batcher with its sessions, or an actor system with actors and streams.
 *
 * <p>May depend on: ledger-actors, Pekko Actor Typed, {@code internal}. One thread runs a simulation.
 */
@NullMarked
package io.ledgeractors.testkit.simulation;

import org.jspecify.annotations.NullMarked;
