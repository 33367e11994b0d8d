/**
 * The files of checkpoints, and what the manifest says about the newest one.
 *
 * <p>Used by one private thread at a time. May depend on: ledger-model, {@code journal.format}, {@code log}.
 */
@NullMarked
package io.ledgeractors.embedded.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
