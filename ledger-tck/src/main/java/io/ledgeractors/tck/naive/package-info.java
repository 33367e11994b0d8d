/**
 * The naive model: a second, simple implementation of the ledger's rules, which judges a fast one.
 *
 * <p>It uses maps, lists and copied records, without indexes or caches. It was written from the protocol fact sheet,
 * sections 5 to 11, the README.md beside the vectors and TigerBeetle's reference pages, independently of the embedded
 * ledger.
 *
 * <p>May depend on: ledger-model, {@code tck.generator} (the interface of compared ledgers), {@code tck.vectors} (the
 * interface of ledgers for replays). Not thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.naive;

import org.jspecify.annotations.NullMarked;
