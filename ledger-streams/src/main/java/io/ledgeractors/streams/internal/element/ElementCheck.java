package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.LedgerStreamException;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.japi.Pair;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Checks each element before it is sent. A check may have state, because each materialised stage has a
 * check of its own.
 *
 * @param <I> elements
 */
@InternalApi
@FunctionalInterface
public interface ElementCheck<I> {
    /** Returns the error with which the stage fails instead of sending this element and all behind it, or null. */
    @Nullable
    LedgerStreamException check(I element);

    /** Returns a check that accepts everything. */
    static <I> ElementCheck<I> none() {
        return element -> null;
    }

    /** Returns the same check for elements that carry a context each. */
    default <C> ElementCheck<Pair<I, C>> withContext() {
        return element -> check(element.first());
    }
}
