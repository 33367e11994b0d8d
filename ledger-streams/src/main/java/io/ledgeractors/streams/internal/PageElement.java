package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.ResumeToken;
import org.apache.pekko.japi.Pair;

/**
 * What goes out for an object.
 *
 * @param <T> objects
 * @param <O> elements
 */
@FunctionalInterface
public interface PageElement<T, O> {
    /**
     * The element.
     *
     * @param timestamp of the object
     * @param delivered objects so far, this one included
     */
    O of(T object, long timestamp, long delivered);

    /** The object itself. */
    static <T> PageElement<T, T> bare() {
        return (object, timestamp, delivered) -> object;
    }

    /** The object and the position behind it. */
    static <T> PageElement<T, Pair<T, ResumeToken>> withToken() {
        return (object, timestamp, delivered) -> Pair.create(object, new ResumeToken(timestamp, delivered));
    }
}
