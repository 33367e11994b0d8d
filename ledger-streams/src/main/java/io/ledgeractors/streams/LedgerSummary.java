package io.ledgeractors.streams;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The number of results of a sink by their status. Immutable.
 *
 * @param <S> {@link io.ledgeractors.model.CreateTransferStatus} or
 *     {@link io.ledgeractors.model.CreateAccountStatus}
 * @param counts the number of elements with each status; a status without elements has no entry
 * @param firstTimestamp the least timestamp of the elements that are in the ledger now, ns since 1970; 0 if none is
 * @param lastTimestamp the greatest timestamp of the elements that are in the ledger now, ns since 1970; 0 if none is
 */
public record LedgerSummary<S extends Enum<S>>(Map<S, Long> counts, long firstTimestamp, long lastTimestamp) {

    /** Copies the counts. */
    public LedgerSummary {
        counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** Returns the number of elements with a status. */
    public long count(S status) {
        return counts.getOrDefault(status, 0L);
    }

    /** Returns the number of all elements. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
