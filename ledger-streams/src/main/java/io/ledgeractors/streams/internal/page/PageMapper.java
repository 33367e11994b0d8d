package io.ledgeractors.streams.internal.page;

import io.ledgeractors.streams.ResumeToken;
import org.apache.pekko.japi.Pair;

/**
 * Turns an object of a page into the element that leaves the source. Stateless.
 *
 * @param <T> objects
 * @param <O> elements
 */
@FunctionalInterface
interface PageMapper<T, O> {
    /**
     * Returns the element of an object.
     *
     * @param timestamp of the object, ns since 1970
     * @param delivered number of objects up to this one
     */
    O element(T object, long timestamp, long delivered);

    /** Returns the mapper of a source without context. */
    static <T> PageMapper<T, T> plain() {
        return (object, timestamp, delivered) -> object;
    }

    /** Returns the mapper of a source whose context is the position behind the object. */
    static <T> PageMapper<T, Pair<T, ResumeToken>> withToken() {
        return (object, timestamp, delivered) -> Pair.create(object, new ResumeToken(timestamp, delivered));
    }
}
