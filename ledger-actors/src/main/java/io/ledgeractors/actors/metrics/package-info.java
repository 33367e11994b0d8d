/**
 * Recorders of what the batcher does, each over an optional dependency: HdrHistogram for reports, Micrometer for
 * meters.
 *
 * <p>May depend on: {@code actors}, {@code actors.message}, ledger-model, HdrHistogram, Micrometer. Thread-safe.
 */
@NullMarked
package io.ledgeractors.actors.metrics;

import org.jspecify.annotations.NullMarked;
