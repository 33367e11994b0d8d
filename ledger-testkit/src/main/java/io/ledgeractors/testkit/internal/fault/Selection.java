package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.fault.AskedEvents;
import io.ledgeractors.wire.Operation;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The asks that a fault is for. Immutable.
 *
 * @param operation the operation, or null for any
 * @param id an id among the events, or null for any
 * @param condition what the events meet
 * @param nth the first ask that is struck, counted from 1 among those that match
 * @param times the greatest number of asks that are struck; 0 if that was not said
 * @param probability 0 to 1 with which an ask is struck that is otherwise due
 * @param seed of the chance
 */
record Selection(
        @Nullable Operation operation,
        @Nullable UInt128 id,
        Predicate<AskedEvents> condition,
        int nth,
        int times,
        double probability,
        long seed) {
    Selection {
        require(nth >= 1, "the n-th ask is counted from 1, not " + nth);
        require(probability >= 0 && probability <= 1, "a probability is 0 to 1, not " + probability);
        require(operation == null || operation.isCurrent(), operation + " is no operation of a 0.17 client");
        boolean namesIds = operation == null || operation.kind() != Operation.Kind.QUERY;
        require(id == null || namesIds, "an ask of " + operation + " names no ids of its own");
    }

    private static final Predicate<AskedEvents> ANY = events -> true;
    private static final Predicate<AskedEvents> CREATIONS =
            events -> events.operation().isCreate();

    /** Selects the next ask of an operation, or any if it is null, with an id, or any if it is null. */
    static Selection next(@Nullable Operation operation, @Nullable UInt128 id) {
        return new Selection(operation, id, ANY, 1, 0, 1, 0);
    }

    Selection withNth(int n) {
        return new Selection(operation, id, condition, n, times, probability, seed);
    }

    Selection withTimes(int asks) {
        require(asks >= 1, "a fault strikes at least one ask, not " + asks);
        return new Selection(operation, id, condition, nth, asks, probability, seed);
    }

    /** Returns the greatest number of asks that are struck. */
    int strikes() {
        return times > 0 ? times : probability < 1 ? Integer.MAX_VALUE : 1;
    }

    Selection where(Predicate<AskedEvents> further) {
        Predicate<AskedEvents> both = condition == ANY ? further : condition.and(further);
        return new Selection(operation, id, both, nth, times, probability, seed);
    }

    /** Selects only asks that create accounts or transfers. */
    Selection onlyCreations() {
        Predicate<AskedEvents> both = condition == ANY ? CREATIONS : CREATIONS.and(condition);
        return new Selection(operation, id, both, nth, times, probability, seed);
    }

    Selection withProbability(double newProbability, long newSeed) {
        return new Selection(operation, id, condition, nth, times, newProbability, newSeed);
    }

    /** Returns true if the ask is one of those that are counted. Throws what the condition throws. */
    boolean matches(AskedEvents ask) {
        return (operation == null || operation == ask.operation())
                && (id == null || ask.ids().contains(id))
                && condition.test(ask);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public String toString() {
        return (nth == 1 ? "the next ask" : "ask number " + nth)
                + (strikes() == Integer.MAX_VALUE ? " and each later one" : "")
                + (operation == null ? "" : " of " + operation)
                + (id == null ? "" : " with the id " + id)
                + (condition == CREATIONS ? " that creates something" : "")
                + (condition == ANY || condition == CREATIONS ? "" : " that meets a condition")
                + (times > 1 && times < Integer.MAX_VALUE ? ", " + times + " in all" : "")
                + (probability < 1 ? ", with the probability " + probability + " and the seed " + seed : "");
    }
}
