package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.testkit.fault.AskedEvents;
import java.util.SplittableRandom;

/** Decides for one fault, ask by ask, whether it strikes. Not thread-safe. */
final class FaultRule {
    private final Selection selection;
    private final Strike strike;
    private final SplittableRandom random;
    private int matched;
    private int picked;

    FaultRule(Selection selection, Strike strike) {
        this.selection = selection;
        this.strike = strike;
        this.random = new SplittableRandom(selection.seed());
    }

    Strike strike() {
        return strike;
    }

    /**
     * Counts an ask if it matches, and returns true if the fault wants to strike it. Every ask is shown once, so that
     * the count and the chance do not depend on other faults.
     */
    boolean wants(AskedEvents ask) {
        if (isExhausted() || !selection.matches(ask)) {
            return false;
        }
        matched++;
        boolean isChosen = selection.probability() >= 1 || random.nextDouble() < selection.probability();
        return isChosen && matched >= selection.nth();
    }

    /** Notes that it strikes the ask that it wanted. */
    void pick() {
        picked++;
    }

    /** Returns the greatest number of asks that it strikes. */
    int strikes() {
        return selection.strikes();
    }

    /** Returns true if it strikes no further ask. */
    boolean isExhausted() {
        return picked >= selection.strikes();
    }

    @Override
    public String toString() {
        return strike + " for " + selection;
    }
}
