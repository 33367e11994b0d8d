package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What came back from the session unsent or not executed, and leaves again before all others: a request as a whole, or
 * the asks of one, each by itself, so that only the one at fault is refused.
 */
final class ReturnedAsks<A extends Ask> {
    private final ArrayDeque<A> alone = new ArrayDeque<>();
    private @Nullable OpenRequest<A> whole;

    boolean isEmpty() {
        return whole == null && alone.isEmpty();
    }

    /** Keeps a request that is to leave again as it is. */
    void put(OpenRequest<A> request) {
        whole = request;
    }

    /** Keeps the asks of a request, each of which is to leave by itself. */
    void putOneByOne(OpenRequest<A> request) {
        alone.addAll(request.asks);
    }

    /** Takes out the request that leaves as it is, null if there is none. */
    @Nullable
    OpenRequest<A> takeWhole() {
        OpenRequest<A> taken = whole;
        whole = null;
        return taken;
    }

    /** Takes out the next ask that leaves by itself, null if there is none. */
    @Nullable
    A takeOne() {
        return alone.poll();
    }

    void answerAll(Answer<A> answer) {
        if (whole != null) {
            whole.answerRest(answer);
        }
        alone.forEach(answer::to);
        whole = null;
        alone.clear();
    }

    /** Takes out the asks that are meant, each told {@code answer}; {@code without} builds a request anew. */
    void remove(Predicate<A> isMeant, Answer<A> answer, UnaryOperator<OpenRequest<A>> without) {
        alone.removeIf(ask -> {
            boolean isGone = isMeant.test(ask);
            if (isGone) {
                answer.to(ask);
            }
            return isGone;
        });
        if (whole != null) {
            OpenRequest<A> rest = without.apply(whole);
            whole = rest.asks.isEmpty() ? null : rest;
        }
    }

    /** The request that leaves as it is, null if there is none. */
    @Nullable
    OpenRequest<A> whole() {
        return whole;
    }

    /** Lets every ask leave by itself: of the request that came back, of those before, then of these. */
    void takeApart(List<OpenRequest<A>> others) {
        List<A> before = List.copyOf(alone);
        alone.clear();
        if (whole != null) {
            alone.addAll(whole.asks);
        }
        alone.addAll(before);
        others.forEach(request -> alone.addAll(request.asks));
        whole = null;
    }
}
