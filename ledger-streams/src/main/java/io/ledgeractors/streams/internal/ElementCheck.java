package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerStreamException;
import org.apache.pekko.japi.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each element before it is sent; one for each materialised stage.
 *
 * @param <I> elements
 */
@FunctionalInterface
public interface ElementCheck<I> {
    /** Why this element and all behind it must not be sent; null: it may be. */
    @Nullable
    LedgerStreamException wrong(I element);

    /** Lets everything through. */
    static <I> ElementCheck<I> none() {
        return element -> null;
    }

    /** The same for elements with a context. */
    default <C> ElementCheck<Pair<I, C>> withContext() {
        return element -> wrong(element.first());
    }
}
