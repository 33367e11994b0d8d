package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.Refund;
import org.jspecify.annotations.Nullable;

/**
 * What a payment is asked for.
 *
 * @param <A> who asked
 */
public sealed interface Request<A> {
    /** Who asked; null if nobody waits for an answer. */
    @Nullable
    A asker();

    /** Pay it. */
    record Pay<A>(Job job, A asker) implements Request<A> {}

    /** Tell how it stands. */
    record Get<A>(A asker) implements Request<A> {}

    /** Give some of it back. */
    record GiveBack<A>(Refund refund, A asker) implements Request<A> {}

    /** Bring what is reserved to its end. */
    record Resume<A>() implements Request<A> {
        @Override
        public @Nullable A asker() {
            return null;
        }
    }
}
