package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The asks that came back from the session unsent or not executed, and leave again before all others. They leave as one
 * whole request, or one by one, so that only the ask at fault is refused.
 */
final class ReturnedAsks<A extends Ask> {
    private final ArrayDeque<A> alone = new ArrayDeque<>();
    private @Nullable OpenRequest<A> whole;

    boolean isEmpty() {
        return whole == null && alone.isEmpty();
    }

    /** Keeps a request that leaves again unchanged. */
    void put(OpenRequest<A> request) {
        whole = request;
    }

    /** Keeps the asks of a request, which leave one by one. */
    void putOneByOne(OpenRequest<A> request) {
        alone.addAll(request.asks);
    }

    /** Removes and returns the request that leaves unchanged, null if there is none. */
    @Nullable
    OpenRequest<A> takeWhole() {
        OpenRequest<A> taken = whole;
        whole = null;
        return taken;
    }

    /** Removes and returns the next ask that leaves by itself, null if there is none. */
    @Nullable
    A takeOne() {
        return alone.poll();
    }

    /** Removes all asks and gives each {@code answer}. */
    void answerAll(Answer<A> answer) {
        if (whole != null) {
            whole.answerRest(answer);
        }
        alone.forEach(answer::to);
        whole = null;
        alone.clear();
    }

    /**
     * Removes the asks that {@code isMeant} selects and gives each {@code answer}.
     *
     * @param without builds a request anew without the selected asks
     */
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

    /** Returns the request that leaves unchanged, null if there is none. */
    @Nullable
    OpenRequest<A> whole() {
        return whole;
    }

    /**
     * Lets every ask leave one by one: first those of the whole request, then those that leave one by one already, then
     * those of {@code others}.
     */
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
