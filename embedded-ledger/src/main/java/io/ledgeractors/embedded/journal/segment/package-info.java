/**
 * The files of the log: the segments, the next one that is made in the background, and the manifest.
 *
 * <p>Files are used by one private thread at a time. May depend on: ledger-model, {@code journal.format},
 * {@code journal.checkpoint}, {@code disk}, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.journal.segment;

import org.jspecify.annotations.NullMarked;
