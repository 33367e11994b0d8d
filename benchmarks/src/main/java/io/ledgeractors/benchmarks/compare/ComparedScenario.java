package io.ledgeractors.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The scenarios by which two builds can be compared; each belongs to a group, whose name stands for all of it. */
final class ComparedScenario {
    private static final Map<String, List<String>> GROUPS = new TreeMap<>(Map.of(
            "sessions", List.of("sessions-full", "sessions-64"),
            "asks", List.of("asks-64", "asks-1000", "asks-8000", "asks-no-ledger"),
            "streams", List.of("streams-batches", "streams-elements", "streams-context"),
            "state", List.of("state-uniform", "state-zipf"),
            "entities", List.of("entities-account", "entities-payment")));

    private ComparedScenario() {}

    /** Returns the names of the groups and of all scenarios. */
    static List<String> names() {
        List<String> names = new ArrayList<>(GROUPS.keySet());
        GROUPS.values().forEach(names::addAll);
        return names;
    }

    /**
     * Returns the scenarios that some names stand for, each once.
     *
     * @throws IllegalArgumentException if there is no such scenario or group
     */
    static List<String> expand(List<String> names) {
        Set<String> scenarios = new LinkedHashSet<>();
        for (String name : names) {
            if (!names().contains(name)) {
                throw new IllegalArgumentException("no scenario " + name + "; there are " + String.join(", ", names()));
            }
            scenarios.addAll(GROUPS.getOrDefault(name, List.of(name)));
        }
        return List.copyOf(scenarios);
    }
}
