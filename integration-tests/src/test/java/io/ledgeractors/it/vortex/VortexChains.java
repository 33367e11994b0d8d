package io.ledgeractors.it.vortex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Splits the events of a request into parts that the ledger executes independently of each other. */
final class VortexChains {
    private VortexChains() {}

    /**
     * Returns the parts in the order of their events. A part is one event, or a chain: events that are linked to the
     * next one, and the event after them. A chain that the last event leaves open is a part too, so that the ledger
     * refuses it as it would in the whole request.
     */
    static <E> List<List<E>> split(List<E> events, Predicate<E> isLinked) {
        List<List<E>> parts = new ArrayList<>(events.size());
        int start = 0;
        for (int i = 0; i < events.size(); i++) {
            if (!isLinked.test(events.get(i)) || i == events.size() - 1) {
                parts.add(List.copyOf(events.subList(start, i + 1)));
                start = i + 1;
            }
        }
        return parts;
    }
}
