/**
 * The parts of a simulated world: time, network, server, clients, and the check of what happened.
 *
 * <p>May depend on: ledger-actors, native-client, embedded-ledger, ledger-tck, {@code internal.activity}, {@code
 * internal.ledger}. One thread uses it, unless a class says otherwise.
 */
@NullMarked
package io.ledgeractors.testkit.internal.simulation;

import org.jspecify.annotations.NullMarked;
