/**
 * The recipes of TigerBeetle's documentation as chains of transfers. The ledger itself enforces their rules about
 * balances.
 *
 * <p>May depend on: ledger-model. Pure, thread-safe. Send every chain in one request. To send it again, make it with
 * the same ids. Source: https://docs.tigerbeetle.com/coding/recipes/
 */
@NullMarked
package io.ledgeractors.actors.recipe;

import org.jspecify.annotations.NullMarked;
