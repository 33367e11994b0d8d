package io.ledgeractors.actors.message;

import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API of ledger-testkit. Decides about each ask that arrives at a batcher. It is called on the batcher's
 * thread and must not throw.
 */
@InternalApi
@DoNotInherit
public interface AskInterceptor {
    /** Returns what happens to an ask; null if it goes its usual way. */
    @Nullable
    Decision decide(EncodedAsk ask);

    /** What happens to an ask. */
    sealed interface Decision {
        /**
         * The ask is refused at once.
         *
         * @param reason the reason that the asker gets
         * @param message explanation for people
         */
        record Refuse(Refusal reason, String message) implements Decision {}

        /**
         * Another ask takes its place.
         *
         * @param ask passes its answer on to the ask that arrived, and usually has an {@link Ask#intervention()}
         */
        record Replace(EncodedAsk ask) implements Decision {}
    }
}
