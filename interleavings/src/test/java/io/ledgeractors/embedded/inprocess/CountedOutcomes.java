package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the outcomes of a request. */
final class CountedOutcomes implements ReplyHandler {
    private final List<Outcome> told = new CopyOnWriteArrayList<>();

    @Override
    public void onOutcome(Outcome outcome) {
        told.add(outcome);
    }

    boolean isTold() {
        return !told.isEmpty();
    }

    /** Returns the number of outcomes and the kind of the last one. */
    @Override
    public String toString() {
        return told.size()
                + (told.isEmpty()
                        ? ""
                        : " " + told.get(told.size() - 1).getClass().getSimpleName());
    }
}
