/**
 * The log on the disk: append-only segments, group commit, recovery. It does not interpret its records.
 *
 * <p>{@code Journal} is thread-safe. Private threads, which cannot be interrupted, do all work on files. May depend on:
 * its subpackages, {@code log}, {@code disk}, {@code embedded.recovery}, ledger-model, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.journal;

import org.jspecify.annotations.NullMarked;
