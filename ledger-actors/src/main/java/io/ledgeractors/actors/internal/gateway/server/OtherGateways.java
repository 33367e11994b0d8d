package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The other gateways of a cluster, with the inquiries that each of them has not answered. Pure; not thread-safe.
 *
 * @param <G> a gateway
 */
final class OtherGateways<G> {
    private static final int LISTED_MAX = 10;

    /** An inquiry. */
    private static final class Asked {
        private final UInt128 number;
        private boolean isAnswered;

        Asked(UInt128 number) {
            this.number = number;
        }
    }

    private final Map<G, Asked> asked = new LinkedHashMap<>();

    /**
     * Takes the gateways that are known now, and forgets those that are gone.
     *
     * @param numbers gives a random number for each new one
     */
    void known(Set<G> others, Supplier<UInt128> numbers) {
        asked.keySet().retainAll(others);
        others.forEach(other -> asked.computeIfAbsent(other, unknown -> new Asked(numbers.get())));
    }

    /** Returns the gateways that have not answered, each with the number of its inquiry. */
    Map<G, UInt128> unanswered() {
        Map<G, UInt128> unanswered = new LinkedHashMap<>();
        asked.forEach((other, its) -> {
            if (!its.isAnswered) {
                unanswered.put(other, its.number);
            }
        });
        return unanswered;
    }

    /**
     * Takes the statement of a gateway.
     *
     * @return the gateway, or null if none was asked with this number or if it has answered before
     */
    @Nullable
    G answered(GatewayPeerMessage.Statement statement) {
        for (Map.Entry<G, Asked> entry : asked.entrySet()) {
            Asked its = entry.getValue();
            if (!its.isAnswered && its.number.equals(statement.number())) {
                its.isAnswered = true;
                return entry.getKey();
            }
        }
        return null;
    }

    /** Returns a text of these keys, which names the first ones. */
    static String list(SortedSet<String> keys) {
        String first = keys.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
        return keys.size() > LISTED_MAX ? first + " and " + (keys.size() - LISTED_MAX) + " more" : first;
    }

    /** Returns the keys of the settings that differ or that only one side has. */
    static SortedSet<String> differences(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> all = new HashMap<>(one);
        all.putAll(other);
        SortedSet<String> keys = new TreeSet<>(all.keySet());
        keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
        return keys;
    }
}
