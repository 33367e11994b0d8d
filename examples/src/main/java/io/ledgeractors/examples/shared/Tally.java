package io.ledgeractors.examples.shared;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what became of accounts or transfers, by status. Not thread-safe. */
public final class Tally {
    private static final String CREATED = CreateTransferStatus.Created.wireName();
    private static final String EXISTS = CreateTransferStatus.Exists.wireName();

    private final Map<String, Long> counts = new TreeMap<>();

    /** A tally of nothing yet. */
    public Tally() {}

    /** Counts one transfer. */
    public void add(CreateTransferStatus status) {
        add(status.wireName(), 1);
    }

    /** Counts one account. */
    public void add(CreateAccountStatus status) {
        add(status.wireName(), 1);
    }

    /** Counts all of another tally. */
    public void addAll(Tally other) {
        other.counts.forEach(this::add);
    }

    private void add(String status, long count) {
        counts.merge(status, count, Long::sum);
    }

    /** How many were made by this run. */
    public long created() {
        return counts.getOrDefault(CREATED, 0L);
    }

    /** How many were there already. */
    public long existed() {
        return counts.getOrDefault(EXISTS, 0L);
    }

    /** How many are in the ledger. */
    public long inLedger() {
        return created() + existed();
    }

    /** How many were counted. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many were refused by the ledger. */
    public long refused() {
        return total() - inLedger();
    }

    /** Counts by the names that TigerBeetle gives to the statuses, sorted by name. */
    public Map<String, Long> byStatus() {
        return Map.copyOf(counts);
    }

    /** The refusals, such as {@code exceeds_credits 3}; empty if there were none. */
    public String refusals() {
        return counts.entrySet().stream()
                .filter(e -> !e.getKey().equals(CREATED) && !e.getKey().equals(EXISTS))
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
