package io.ledgeractors.streams;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the elements of a sink. Immutable.
 *
 * @param <S> {@link io.ledgeractors.model.CreateTransferStatus} or
 *     {@link io.ledgeractors.model.CreateAccountStatus}
 * @param counts how many elements ended with each status; a status that did not occur is not in it
 * @param firstTimestamp ns since 1970: the least timestamp of what is in the ledger now, 0 if nothing is
 * @param lastTimestamp ns since 1970: the greatest timestamp of what is in the ledger now, 0 if nothing is
 */
public record LedgerSummary<S extends Enum<S>>(Map<S, Long> counts, long firstTimestamp, long lastTimestamp) {

    /** Copies the counts. */
    public LedgerSummary {
        counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** How many elements ended with a status. */
    public long count(S status) {
        return counts.getOrDefault(status, 0L);
    }

    /** How many elements there were. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
