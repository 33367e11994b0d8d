/**
 * INTERNAL API. Flows of elements on top of the flows of batches. Elements are assembled into batches along chain
 * borders, and results are matched with their elements again. {@link
 * io.ledgeractors.streams.internal.element.BatchAssembler} holds the rules and is pure.
 *
 * <p>May depend on: {@code streams}, {@code internal.batch}, {@code internal.gate}, Pekko Streams. Threads: each object
 * belongs to one materialised stage, unless its class says otherwise.
 */
@NullMarked
package io.ledgeractors.streams.internal.element;

import org.jspecify.annotations.NullMarked;
