/**
 * The API of the ledger for actors and other code. {@link io.ledgeractors.actors.Ledger} is the Pekko extension that
 * opens the configured ledger. {@link io.ledgeractors.actors.LedgerRequest} describes a request, and each operation has
 * a class of {@link io.ledgeractors.actors.LedgerReply}. {@link io.ledgeractors.actors.LedgerBatcher} is the protocol
 * of the actor that asks the ledger, {@link io.ledgeractors.actors.LedgerHandle} asks it in order from other code.
 *
 * <p>May depend on: {@code actors.message}, {@code actors.serialization}, {@code actors.internal}, ledger-model,
 * native-client, embedded-ledger, Pekko Actor Typed. Extension and handles are thread-safe. Callbacks of the batcher
 * run on its thread and must not block.
 */
@NullMarked
package io.ledgeractors.actors;

import org.jspecify.annotations.NullMarked;
