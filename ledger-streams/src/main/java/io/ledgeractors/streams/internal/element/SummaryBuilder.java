package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.AccountResults;
import io.ledgeractors.streams.LedgerSummary;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.TransferResults;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collector;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Counts results by their status. A builder is used inside one sink; the collectors are thread-safe.
 *
 * @param <S> statuses
 */
@InternalApi
public final class SummaryBuilder<S extends Enum<S>> {
    private final Class<S> type;
    private final long[] counts;
    // The least and the greatest timestamp of what is in the ledger, ns since 1970; 0 if nothing is.
    private long first;
    private long last;

    private SummaryBuilder(Class<S> type) {
        this.type = type;
        this.counts = new long[type.getEnumConstants().length];
    }

    /** Returns a collector of transfers. */
    public static Collector<TransferResult, ?, LedgerSummary<CreateTransferStatus>> transfers() {
        return counting(
                CreateTransferStatus.class,
                (summary, result) -> summary.add(result.status(), result.isInLedger(), result.timestamp()));
    }

    /** Returns a collector of accounts. */
    public static Collector<AccountResult, ?, LedgerSummary<CreateAccountStatus>> accounts() {
        return counting(
                CreateAccountStatus.class,
                (summary, result) -> summary.add(result.status(), result.isInLedger(), result.timestamp()));
    }

    /** Returns a collector of batches of transfers. */
    public static Collector<TransferResults, ?, LedgerSummary<CreateTransferStatus>> transferBatches() {
        return counting(CreateTransferStatus.class, (summary, results) -> {
            for (int i = 0; i < results.count(); i++) {
                CreateTransferStatus status = results.status(i);
                summary.add(status, status.isInLedger(), results.timestamp(i));
            }
        });
    }

    /** Returns a collector of batches of accounts. */
    public static Collector<AccountResults, ?, LedgerSummary<CreateAccountStatus>> accountBatches() {
        return counting(CreateAccountStatus.class, (summary, results) -> {
            for (int i = 0; i < results.count(); i++) {
                CreateAccountStatus status = results.status(i);
                summary.add(status, status.isInLedger(), results.timestamp(i));
            }
        });
    }

    private static <T, S extends Enum<S>> Collector<T, ?, LedgerSummary<S>> counting(
            Class<S> type, BiConsumer<SummaryBuilder<S>, T> add) {
        return Collector.of(() -> new SummaryBuilder<>(type), add, SummaryBuilder::merge, SummaryBuilder::build);
    }

    private void add(S status, boolean isInLedger, long timestamp) {
        counts[status.ordinal()]++;
        if (isInLedger) {
            span(timestamp, timestamp);
        }
    }

    private SummaryBuilder<S> merge(SummaryBuilder<S> other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        if (other.last != 0) {
            span(other.first, other.last);
        }
        return this;
    }

    private void span(long from, long to) {
        first = first == 0 ? from : Math.min(first, from);
        last = Math.max(last, to);
    }

    private LedgerSummary<S> build() {
        Map<S, Long> byStatus = new EnumMap<>(type);
        for (S status : type.getEnumConstants()) {
            long count = counts[status.ordinal()];
            if (count > 0) {
                byStatus.put(status, count);
            }
        }
        return new LedgerSummary<>(byStatus, first, last);
    }
}
