package io.ledgeractors.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** Links events to chains. Accounts and transfers have the same flag for it. */
final class EventChain {
    private static final int LINKED = TransferFlags.LINKED;

    private EventChain() {}

    /** Makes a copy of an event with other flags. */
    @FunctionalInterface
    interface WithFlags<E> {
        E apply(E event, int flags);
    }

    /** Returns the events with {@code LINKED} set on all but the last one, which must not have it. */
    static <E> List<E> link(List<E> events, ToIntFunction<E> flagsOf, WithFlags<E> withFlags) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a chain must not be empty; pass at least one event");
        }
        List<E> chain = new ArrayList<>(events.size());
        int last = events.size() - 1;
        for (int i = 0; i <= last; i++) {
            E event = Ranges.notNull("event " + i + " of a chain", events.get(i));
            int flags = flagsOf.applyAsInt(event);
            if (i < last) {
                event = (flags & LINKED) == 0 ? withFlags.apply(event, flags | LINKED) : event;
            } else if ((flags & LINKED) != 0) {
                throw new IllegalArgumentException("the last event of a chain must not have the flag LINKED, because"
                        + " the ledger refuses a chain without an end; leave the flag out or pass the whole chain");
            }
            chain.add(event);
        }
        return Collections.unmodifiableList(chain);
    }
}
