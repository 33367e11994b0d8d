/**
 * The naive model: the ledger's rules a second time, as plain as can be, to judge a fast one by.
 *
 * <p>Maps, lists and records that are copied; no index, no cache. Written from the protocol fact sheet, sections 5
 * to 11, the README.md beside the vectors and TigerBeetle's reference pages, apart from the embedded ledger.
 *
 * <p>May depend on: ledger-model, {@code tck.generator} (the interface of what is compared), {@code tck.vectors} (the
 * interface of what scenarios are replayed against). Threads: one at a time.
 */
@NullMarked
package io.ledgeractors.tck.naive;

import org.jspecify.annotations.NullMarked;
