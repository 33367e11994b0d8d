/**
 * The bytes of the log: names of its files, headers, blocks and marks.
 *
 * <p>Pure: no I/O, no threads. May depend on: ledger-model.
 */
@NullMarked
package io.ledgeractors.embedded.journal.format;

import org.jspecify.annotations.NullMarked;
