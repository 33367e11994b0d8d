/**
 * INTERNAL API. Sources that read a query page by page. {@link io.ledgeractors.streams.internal.page.PageCursor} holds
 * the rules and is pure.
 *
 * <p>May depend on: {@code streams}, {@code internal.gate}, ledger-actors, Pekko Streams. Threads: each object belongs
 * to one materialised stage, unless its class says otherwise.
 */
@NullMarked
package io.ledgeractors.streams.internal.page;

import org.jspecify.annotations.NullMarked;
