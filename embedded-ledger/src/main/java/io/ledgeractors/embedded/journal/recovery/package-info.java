/**
 * Reads a log from its beginning to its end, replays its records and judges its end.
 *
 * <p>Runs on the thread that opens the log. May depend on: ledger-model, {@code journal.format},
 * {@code journal.segment}, {@code journal.checkpoint}, {@code embedded.recovery}, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.journal.recovery;

import org.jspecify.annotations.NullMarked;
