package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Intervention;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An ask whose events carry {@code number} and their position, so that its results can be told from others'. */
final class TestAsk implements Ask {
    final int number;
    private final Operation operation;
    private final int count;
    private final int results;
    private final long order;
    private final boolean bulk;
    private final ByteBuffer events;
    boolean isPoisoned;
    private boolean imported;
    private boolean lacksCredit;
    private boolean isForwarded;
    private int[] counts;
    private @Nullable Intervention intervention;
    long timeout = -1;
    boolean isAnswered;

    TestAsk(int number, Operation operation, int count, int results, long order, boolean bulk) {
        this.number = number;
        this.operation = operation;
        this.count = count;
        this.results = results;
        this.order = order;
        this.bulk = bulk;
        this.counts = new int[] {count};
        this.events = Bytes.allocate(count * operation.eventSize());
        for (int i = 0; i < count; i++) {
            int at = i * operation.eventSize();
            events.putInt(at, number);
            events.putInt(at + 4, i);
            events.putInt(at + 8, results);
        }
    }

    static TestAsk create(int number, int count) {
        return new TestAsk(number, Operation.CREATE_TRANSFERS, count, count, 0, false);
    }

    TestAsk withOrder(long key) {
        return new TestAsk(number, operation, count, results, key, bulk);
    }

    TestAsk inBulk() {
        return new TestAsk(number, operation, count, results, order, true);
    }

    TestAsk withoutCredit() {
        lacksCredit = true;
        return this;
    }

    TestAsk with(Operation other) {
        return new TestAsk(number, other, count, results, order, bulk);
    }

    TestAsk within(long nanos) {
        timeout = nanos;
        return this;
    }

    TestAsk asImported() {
        TestAsk copy = new TestAsk(number, operation, count, results, order, bulk);
        copy.imported = true;
        copy.isForwarded = isForwarded;
        copy.counts = counts;
        return copy;
    }

    /** Makes the ask a request of another node, with one batch for each event of a query, else with these batches. */
    TestAsk forwarded(int... newCounts) {
        isForwarded = true;
        counts = newCounts;
        return this;
    }

    /** Returns a forwarded query with some filters. */
    static TestAsk forwardedQuery(int number, Operation operation, int filters, int resultsEach, long order) {
        TestAsk ask = new TestAsk(number, operation, filters, resultsEach, order, false);
        int[] ones = new int[filters];
        Arrays.fill(ones, 1);
        return ask.forwarded(ones);
    }

    @Override
    public boolean isForwarded() {
        return isForwarded;
    }

    @Override
    public int batches() {
        return counts.length;
    }

    @Override
    public int countOf(int index) {
        return counts[index];
    }

    @Override
    public int resultsOf(int index) {
        return operation.kind() == Operation.Kind.QUERY ? results : counts[index];
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public ByteBuffer events() {
        if (isPoisoned) {
            throw new IllegalStateException("poisoned");
        }
        return events;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int results() {
        return operation.kind() == Operation.Kind.QUERY ? results * counts.length : results;
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public boolean isImported() {
        return imported;
    }

    @Override
    public boolean isBulk() {
        return bulk;
    }

    @Override
    public boolean hasCredit() {
        return (bulk || isForwarded) && !lacksCredit;
    }

    @Override
    public long timeoutNanos() {
        return timeout;
    }

    /** Lets a test change the way of the ask. */
    TestAsk intervened(Intervention change) {
        intervention = change;
        return this;
    }

    @Override
    public @Nullable Intervention intervention() {
        return intervention;
    }

    @Override
    public boolean isAnswered() {
        return isAnswered;
    }

    @Override
    public String toString() {
        return "ask " + number + " (" + operation + " x " + count + ", key " + order + (bulk ? ", bulk)" : ")");
    }
}
