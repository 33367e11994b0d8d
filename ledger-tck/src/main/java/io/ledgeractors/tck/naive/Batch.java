package io.ledgeractors.tck.naive;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs one batch of events. It cuts the batch into chains, most of which have one event, and lets each succeed or fail
 * as a whole.
 *
 * @param <E> the events
 * @param <S> the statuses
 */
final class Batch<E, S> {
    private final Book book;
    private final Rules<E, S> rules;
    private final List<E> events;
    private final long last;
    private final boolean imported;
    private final List<NaiveOutcome<S>> outcomes = new ArrayList<>();

    /** Creates a batch of which the last event has the slot {@code last}. */
    Batch(Book book, Rules<E, S> rules, List<E> events, long last) {
        this.book = book;
        this.rules = rules;
        this.events = events;
        this.last = last;
        this.imported = !events.isEmpty() && rules.isImported(events.get(0));
    }

    /** Returns one outcome for each event. */
    List<NaiveOutcome<S>> run() {
        int first = 0;
        while (first < events.size()) {
            int end = first;
            while (end < events.size() - 1 && rules.isLinked(events.get(end))) {
                end++;
            }
            runChain(first, end);
            first = end + 1;
        }
        return outcomes;
    }

    // Only the chain at the end of a batch can be open.
    private void runChain(int first, int end) {
        book.mark();
        boolean open = rules.isLinked(events.get(end));
        int culprit = -1;
        for (int i = first; i <= end; i++) {
            NaiveOutcome<S> outcome = judge(i, open && i == end, culprit >= 0);
            outcomes.add(outcome);
            if (culprit < 0 && !outcome.status().equals(rules.statuses().created())) {
                culprit = i;
            }
        }
        if (culprit >= 0) {
            fail(first, culprit);
        }
    }

    private void fail(int first, int culprit) {
        book.takeBack();
        for (int i = first; i < culprit; i++) {
            outcomes.set(
                    i,
                    new NaiveOutcome<>(
                            rules.statuses().chainFailed(), outcomes.get(i).timestamp()));
        }
        rules.failed(events.get(culprit), outcomes.get(culprit).status());
    }

    private NaiveOutcome<S> judge(int index, boolean chainIsOpen, boolean chainIsBroken) {
        Statuses<S> statuses = rules.statuses();
        E event = events.get(index);
        long slot = last - events.size() + 1 + index;
        if (chainIsOpen) {
            return new NaiveOutcome<>(statuses.chainOpen(), slot);
        }
        if (chainIsBroken) {
            return new NaiveOutcome<>(statuses.chainFailed(), slot);
        }
        if (imported && !rules.isImported(event)) {
            return new NaiveOutcome<>(statuses.importedExpected(), slot);
        }
        if (!imported && rules.isImported(event)) {
            return new NaiveOutcome<>(statuses.importedNotExpected(), slot);
        }
        long time = rules.timestamp(event);
        if (!imported && time != 0) {
            return new NaiveOutcome<>(statuses.timestampMustBeZero(), slot);
        }
        if (imported && time <= 0) { // 2^63 and above are negative here
            return new NaiveOutcome<>(statuses.timestampOutOfRange(), slot);
        }
        if (imported && time >= last) {
            return new NaiveOutcome<>(statuses.timestampMustNotAdvance(), slot);
        }
        return rules.create(event, slot);
    }

    /** The rules for accounts or for transfers. */
    interface Rules<E, S> {
        Statuses<S> statuses();

        boolean isLinked(E event);

        boolean isImported(E event);

        long timestamp(E event);

        /** Checks an event by itself and writes it to the book if it is valid. */
        NaiveOutcome<S> create(E event, long slot);

        /** Takes note that the event failed for a reason of its own. */
        void failed(E event, S status);
    }

    /** The statuses that both kinds of events have. */
    record Statuses<S>(
            S created,
            S chainOpen,
            S chainFailed,
            S importedExpected,
            S importedNotExpected,
            S timestampMustBeZero,
            S timestampOutOfRange,
            S timestampMustNotAdvance) {}
}
