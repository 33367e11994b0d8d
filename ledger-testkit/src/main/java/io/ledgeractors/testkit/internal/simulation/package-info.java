/**
 * The simulated world: time, network, disk, processes and faults, and the check of what happened.
 *
 * <p>May depend on: ledger-actors, native-client, embedded-ledger, ledger-tck, {@code simulation}. One thread uses it.
 */
@NullMarked
package io.ledgeractors.testkit.internal.simulation;

import org.jspecify.annotations.NullMarked;
