/**
 * The recipes of TigerBeetle's documents as chains of transfers: rules about balances that the ledger itself enforces.
 *
 * <p>May depend on: ledger-model. Pure, thread-safe. Every chain belongs into one request, and is repeated with the same
 * ids.
 */
@NullMarked
package io.ledgeractors.actors.recipe;

import org.jspecify.annotations.NullMarked;
