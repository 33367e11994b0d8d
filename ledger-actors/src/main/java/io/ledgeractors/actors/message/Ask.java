package io.ledgeractors.actors.message;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. The properties of a command that the rules of the batcher need. Immutable except for
 * {@link #isAnswered}.
 */
@InternalApi
@DoNotInherit
public interface Ask {
    /** Returns the operation. */
    Operation operation();

    /** Returns the encoded events from 0 to the limit, little endian. They must not change before the answer. */
    ByteBuffer events();

    /** Returns the number of events of all batches. */
    int count();

    /** Returns the number of batches: 1, unless the ask {@link #isForwarded}. */
    default int batches() {
        return 1;
    }

    /** Returns the number of events of batch {@code index}, from 0. */
    default int countOf(int index) {
        return count();
    }

    /** Returns the greatest possible number of results of batch {@code index}, from 0. */
    default int resultsOf(int index) {
        return results();
    }

    /**
     * Returns true if the ask is a whole request of another node, which may have several batches. Its results are then
     * the body of a reply, with the trailer if the operation has one.
     */
    default boolean isForwarded() {
        return false;
    }

    /** Returns the greatest possible number of results: one per event, or the limit of a query. */
    int results();

    /** Returns the key whose asks are executed in the order of their arrival; 0: none. */
    long order();

    /**
     * Returns true if the first event is imported. The ledger judges each batch by its first event. A real 0.17.9
     * server stops at a request whose first batch is not imported but a later one is. So the two kinds never share a
     * request.
     */
    boolean isImported();

    /** Returns true for an ask of the bulk lane, which may wait for interactive ones. */
    boolean isBulk();

    /**
     * Returns true if the ask has credit of the bulk lane. Credit bounds such asks, so they are not counted towards the
     * bound of the queue and are never refused as overloaded.
     */
    boolean hasCredit();

    /** Returns the time-out in ns; 0: none; below 0: that of the batcher's settings. */
    long timeoutNanos();

    /** Returns the change that a test makes to the way of this ask; null for every other ask. */
    default @Nullable Intervention intervention() {
        return null;
    }

    /** Returns true if the ask has its answer. */
    boolean isAnswered();
}
