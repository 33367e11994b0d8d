/**
 * The log on the disk: append-only segments, group commit, recovery. It knows nothing of what its records mean.
 *
 * <p>{@code Journal} is thread-safe and has private threads, which alone touch files and cannot be interrupted.
 * May depend on: ledger-model, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.journal;

import org.jspecify.annotations.NullMarked;
