/**
 * The ledger of a kit, with faults: the rules of a session over frames in memory to the server side of the embedded
 * ledger, with its log on a disk in memory. {@code KitLedger} is the beginning.
 *
 * <p>One thread does everything behind the sessions, see {@code LedgerThread}. Time is that of a clock and of alarms
 * that a test moves. May depend on: {@code testkit.fault}, {@code testkit.internal.fault}, {@code
 * testkit.internal.time}, native-client with its
 * {@code internal} packages, embedded-ledger, {@code message} of ledger-actors, {@code disk} of ledger-tck, slf4j.
 */
@NullMarked
package io.ledgeractors.testkit.internal.ledger;

import org.jspecify.annotations.NullMarked;
