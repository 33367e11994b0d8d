/**
 * The stages: pure rules ({@link io.ledgeractors.streams.internal.BatchAssembler},
 * {@link io.ledgeractors.streams.internal.SubmissionQueue}) and the graph stages around them. Not part of the API.
 *
 * <p>May depend on: {@code streams}, ledger-actors, Pekko Streams. Threads: everything runs inside one stage.
 */
@NullMarked
package io.ledgeractors.streams.internal;

import org.jspecify.annotations.NullMarked;
