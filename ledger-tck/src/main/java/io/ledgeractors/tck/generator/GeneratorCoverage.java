package io.ledgeractors.tck.generator;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what runs have reached, over any number of runs. Not thread-safe. */
public final class GeneratorCoverage {
    private final Map<CreateAccountStatus, Long> accounts = new EnumMap<>(CreateAccountStatus.class);
    private final Map<CreateTransferStatus, Long> transfers = new EnumMap<>(CreateTransferStatus.class);
    private final Map<Operation, Long> operations = new EnumMap<>(Operation.class);
    private long events;
    private long malformed;
    private long expired;

    /** Creates counts of zero. */
    public GeneratorCoverage() {
        for (CreateAccountStatus status : CreateAccountStatus.values()) {
            accounts.put(status, 0L);
        }
        for (CreateTransferStatus status : CreateTransferStatus.values()) {
            transfers.put(status, 0L);
        }
    }

    /** Returns the number of events of create requests. */
    public long events() {
        return events;
    }

    /** Returns the number of requests that both ledgers refused as malformed. */
    public long malformed() {
        return malformed;
    }

    /** Returns the number of pending transfers that expired. */
    public long expired() {
        return expired;
    }

    /** Returns the number of well-formed requests by operation. */
    public Map<Operation, Long> operations() {
        return new EnumMap<>(operations);
    }

    /** Returns the statuses that occurred less often than the given number, with their counts. */
    public Map<String, Long> below(long least) {
        Map<String, Long> rare = new TreeMap<>();
        accounts.forEach((status, count) -> {
            if (count < least) {
                rare.put("account " + status.wireName(), count);
            }
        });
        transfers.forEach((status, count) -> {
            if (count < least) {
                rare.put("transfer " + status.wireName(), count);
            }
        });
        return rare;
    }

    /** Returns a table for people with the count of each status. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(events)
                .append(" events, ")
                .append(expired)
                .append(" expired, ")
                .append(malformed);
        text.append(" malformed requests, ").append(operations).append('\n');
        accounts.forEach((status, count) -> text.append(line("account", status.wireName(), count)));
        transfers.forEach((status, count) -> text.append(line("transfer", status.wireName(), count)));
        return text.toString();
    }

    void request(GeneratedRequest request, long timestamp, ByteBuffer reply) {
        operations.merge(request.operation(), 1L, Long::sum);
        if (!request.operation().isCreate()) {
            return;
        }
        events += request.createEvents();
        boolean accountEvents = request.createsAccounts();
        new CreateAnswers(request, timestamp, reply).forEach((at, status, time) -> {
            if (accountEvents) {
                accounts.merge(CreateAccountStatus.ofCode(status), 1L, Long::sum);
            } else {
                transfers.merge(CreateTransferStatus.ofCode(status), 1L, Long::sum);
            }
        });
    }

    void malformedRequest() {
        malformed++;
    }

    void expiries(int count) {
        expired += count;
    }

    private static String line(String kind, String status, long count) {
        return String.format("%10d  %s %s%n", count, kind, status);
    }
}
