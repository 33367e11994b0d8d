/**
 * Checkpoints of a running ledger: when one is due, what it holds, and the thread that writes it.
 *
 * <p>The ledger's thread takes a checkpoint, a thread of its own writes it. May depend on: {@code image}, {@code
 * journal}, {@code log}, {@code records}, {@code replica}, {@code disk}, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.checkpoint;

import org.jspecify.annotations.NullMarked;
