package io.ledgeractors.examples.shared;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the statuses of accounts or transfers. Not thread-safe. */
public final class Tally {
    private static final String CREATED = CreateTransferStatus.Created.wireName();
    private static final String EXISTS = CreateTransferStatus.Exists.wireName();

    private final Map<String, Long> counts = new TreeMap<>();

    /** Creates an empty tally. */
    public Tally() {}

    /** Counts a transfer. */
    public void add(CreateTransferStatus status) {
        add(status.wireName(), 1);
    }

    /** Counts an account. */
    public void add(CreateAccountStatus status) {
        add(status.wireName(), 1);
    }

    /** Adds the counts of another tally. */
    public void addAll(Tally other) {
        other.counts.forEach(this::add);
    }

    private void add(String status, long count) {
        counts.merge(status, count, Long::sum);
    }

    /** Returns the number of objects that this run created. */
    public long created() {
        return counts.getOrDefault(CREATED, 0L);
    }

    /** Returns the number of objects that existed already. */
    public long existed() {
        return counts.getOrDefault(EXISTS, 0L);
    }

    /** Returns the number of objects that are in the ledger. */
    public long inLedger() {
        return created() + existed();
    }

    /** Returns the number of counted objects. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the number of objects that the ledger refused. */
    public long refused() {
        return total() - inLedger();
    }

    /** Returns the counts by TigerBeetle's names of the statuses. */
    public Map<String, Long> byStatus() {
        return Map.copyOf(counts);
    }

    /** Returns the refusals in words, such as {@code exceeds_credits 3}; empty if there are none. */
    public String refusals() {
        return counts.entrySet().stream()
                .filter(e -> !e.getKey().equals(CREATED) && !e.getKey().equals(EXISTS))
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
