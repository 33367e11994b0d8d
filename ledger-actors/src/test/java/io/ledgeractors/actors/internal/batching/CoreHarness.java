package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the rules over a session that the test controls. It keeps the requests and every answer, and checks each
 * request's form and checksum. Its replies carry the numbers that it finds in the events.
 */
final class CoreHarness implements Effects<TestAsk> {
    /** A request as the session received it. */
    record Sent(long requestNumber, Operation operation, List<Integer> asks, int events, ByteBuffer body) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Integer> executed = new ArrayList<>();
    final Map<Integer, String> answers = new HashMap<>();
    final Map<Integer, TestAsk> asks = new HashMap<>();
    final List<Integer> answerOrder = new ArrayList<>();
    final BatcherCore<TestAsk> core;
    Limits limits = Limits.DEFAULT;
    int drained;
    int doubtful;
    int resolved;
    int wakeUps;
    int failures;
    /** Runs before results are taken. An exception that it throws reaches the rules. */
    Runnable beforeResults = () -> {};

    long now;
    private final Set<Integer> inDoubt = new HashSet<>();
    private long session;
    private long ledgerTime = 1_000;
    private long fresh = 1L << 40;

    CoreHarness() {
        this(new QueueBounds(1 << 20, 1 << 30));
    }

    CoreHarness(QueueBounds bounds) {
        this(bounds, Timing.NONE);
    }

    CoreHarness(QueueBounds bounds, Timing timing) {
        core = new BatcherCore<>(bounds, timing, this, () -> UInt128.of(++fresh), true);
    }

    static CoreHarness registered() {
        CoreHarness harness = new CoreHarness();
        harness.register(Limits.DEFAULT);
        return harness;
    }

    void register(Limits newLimits) {
        limits = newLimits;
        SessionInfo opened = new SessionInfo(newLimits, ++session, ++ledgerTime);
        guarded(() -> core.registered(opened, now++));
    }

    void registerWithAnotherLedger() {
        session = 0;
        register(Limits.DEFAULT);
    }

    /** Replies to a create request of one event with a status that no release knows. */
    void replyWithStatus(int status) {
        ByteBuffer reply = replyTo(last()).putInt(8, status);
        end(new Outcome.Reply(reply, ++ledgerTime));
    }

    void ask(TestAsk ask) {
        asks.put(ask.number, ask);
        guarded(() -> core.ask(ask, now++));
    }

    void tick() {
        guarded(() -> core.tick(now++));
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** Returns the asks of each request sent so far. */
    List<List<Integer>> requests() {
        return sent.stream().map(Sent::asks).toList();
    }

    void reply() {
        Sent request = last();
        execute(request);
        end(new Outcome.Reply(replyTo(request), ++ledgerTime));
    }

    void notExecuted(EvictionReason reason) {
        end(new Outcome.NotExecuted(reason));
    }

    void noCapacity() {
        end(new Outcome.NoCapacity("the disk is full"));
    }

    /** Forbids some batches of the request in flight. */
    void forbidden(Map<Integer, String> batches) {
        end(new Outcome.Forbidden(batches));
    }

    void notSent() {
        end(new Outcome.NotSent("gone"));
    }

    /** Evicts the session, whose request was executed or not. */
    void lost(boolean wasExecuted) {
        Sent request = last();
        if (wasExecuted) {
            execute(request);
        }
        inDoubt.addAll(request.asks());
        guarded(() -> core.lost(request.requestNumber(), "evicted", true, now++));
    }

    // A lost request is sent again, and is executed only once.
    private void execute(Sent request) {
        for (int ask : request.asks()) {
            if (!inDoubt.contains(ask) || !executed.contains(ask)) {
                executed.add(ask);
            }
        }
    }

    private void end(Outcome outcome) {
        long requestNumber = last().requestNumber();
        guarded(() -> core.outcome(requestNumber, outcome, now++));
    }

    /** Recovers from poisoned asks as the actor does when it is restarted. */
    private void guarded(Runnable call) {
        Runnable next = call;
        while (next != null) {
            try {
                next.run();
                next = null;
            } catch (IllegalStateException | IllegalArgumentException poisoned) {
                failures++;
                next = () -> core.recover(now++);
            }
        }
    }

    /**
     * Returns a reply in which each event has {@code results} results with its number and position. A query has half as
     * many results as its limit.
     */
    static ByteBuffer replyTo(Sent request) {
        return replyTo(request, request.asks().size());
    }

    static ByteBuffer replyTo(Sent request, int asks) {
        Operation operation = request.operation();
        ByteBuffer body = request.body();
        int batches = operation.isMultiBatch() ? MultiBatch.batches(body, 0, body.limit(), operation.eventSize()) : 1;
        int[] counts = new int[batches];
        ByteBuffer reply = Bytes.allocate(worstReply(request, asks));
        int from = 0;
        int to = 0;
        for (int batch = 0; batch < batches; batch++) {
            int events = operation.isMultiBatch() ? MultiBatch.count(body, 0, body.limit(), batch) : 1;
            for (int i = 0; i < events; i++) {
                int results = operation.kind() == Operation.Kind.QUERY ? body.getInt(from + 8) / 2 : 1;
                for (int j = 0; j < results; j++) {
                    reply.putInt(to, body.getInt(from));
                    reply.putInt(to + 4, body.getInt(from + 4) + j);
                    reply.putInt(to + 8, operation.isCreate() ? CreateTransferStatus.Created.code() : 0);
                    to += operation.resultSize();
                    counts[batch]++;
                }
                from += operation.eventSize();
            }
        }
        int size = operation.isMultiBatch()
                ? MultiBatch.writeTrailer(reply, 0, counts, batches, operation.resultSize())
                : to;
        return reply.limit(size);
    }

    private static int worstReply(Sent request, int asks) {
        return switch (request.operation().kind()) {
            case QUERY -> 1 << 20;
            default -> (request.events() + asks + 128) * request.operation().resultSize();
        };
    }

    /** Returns results as {@link #results} expects them, which no request brought. */
    static ByteBuffer madeUpResults(TestAsk ask) {
        Operation operation = ask.operation();
        boolean isQuery = operation.kind() == Operation.Kind.QUERY;
        int[] counts = new int[ask.batches()];
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = isQuery ? ask.resultsOf(i) / 2 : ask.countOf(i);
            total += counts[i];
        }
        boolean hasTrailer = ask.isForwarded() && operation.isMultiBatch();
        int size = operation.resultSize();
        ByteBuffer results =
                Bytes.allocate(total * size + (hasTrailer ? MultiBatch.trailerSize(counts.length, size) : 0));
        int at = 0;
        for (int batch = 0, event = 0; batch < counts.length; event += ask.countOf(batch++)) {
            for (int i = 0; i < counts[batch]; i++) {
                results.putInt(at, ask.number).putInt(at + 4, event + i);
                at += size;
            }
        }
        if (hasTrailer) {
            MultiBatch.writeTrailer(results, 0, counts, counts.length, size);
        }
        return results;
    }

    @Override
    public void results(TestAsk ask, ByteBuffer results, long timestamp) {
        beforeResults.run();
        int size = ask.operation().resultSize();
        boolean isQuery = ask.operation().kind() == Operation.Kind.QUERY;
        boolean hasTrailer = ask.isForwarded() && ask.operation().isMultiBatch();
        if (hasTrailer) {
            assertThat(MultiBatch.batches(results, 0, results.limit(), size)).isEqualTo(ask.batches());
        }
        int at = 0;
        int event = 0;
        for (int batch = 0; batch < ask.batches(); batch++) {
            int expected = isQuery ? ask.resultsOf(batch) / 2 : ask.countOf(batch);
            if (hasTrailer) {
                assertThat(MultiBatch.count(results, 0, results.limit(), batch)).isEqualTo(expected);
            }
            for (int i = 0; i < expected; i++) {
                assertThat(results.getInt(at))
                        .as("owner of result %d of %s", i, ask)
                        .isEqualTo(ask.number);
                assertThat(results.getInt(at + 4)).as("position in %s", ask).isEqualTo(event + i);
                at += size;
            }
            event += ask.countOf(batch);
        }
        int trailer = hasTrailer ? MultiBatch.trailerSize(ask.batches(), size) : 0;
        assertThat(results.limit()).as("results of %s", ask).isEqualTo(at + trailer);
        answer(ask, "results");
    }

    @Override
    public void refused(TestAsk ask, Refusal reason, String message) {
        assertThat(message).isNotBlank();
        answer(ask, reason.name());
    }

    @Override
    public void unknown(TestAsk ask, String message) {
        answer(ask, "unknown");
    }

    private void answer(TestAsk ask, String how) {
        assertThat(answers.put(ask.number, how))
                .as("an earlier answer to %s", ask)
                .isNull();
        answerOrder.add(ask.number);
        ask.isAnswered = true;
    }

    @Override
    public void submit(long requestNumber, Operation operation, Body body, int events, int asksInIt, long waited) {
        assertThat(waited).isNotNegative();
        ByteBuffer bytes = body.bytes();
        assertThat(body.size()).isLessThanOrEqualTo(limits.batchSizeLimit());
        assertThat(body.checksum()).isEqualTo(Checksum.of(bytes, 0, body.size()));
        List<Integer> numbers = new ArrayList<>();
        if (operation.isMultiBatch()) {
            int batches = MultiBatch.batches(bytes, 0, body.size(), operation.eventSize());
            int at = 0;
            for (int batch = 0; batch < batches; batch++) {
                int count = MultiBatch.count(bytes, 0, body.size(), batch);
                int number = count == 0 ? -1 : bytes.getInt(at);
                boolean isOfAskBefore = number >= 0 && !numbers.isEmpty() && numbers.get(numbers.size() - 1) == number;
                if (!isOfAskBefore) {
                    numbers.add(number);
                }
                at += count * operation.eventSize();
            }
            // A step of a recovery tells its batches, of which a forwarded ask may have several.
            assertThat(asksInIt).isIn(numbers.size(), batches);
            assertThat(at).isEqualTo(events * operation.eventSize());
        } else {
            numbers.add(bytes.getInt(0));
        }
        sent.add(new Sent(requestNumber, operation, numbers, events, bytes));
    }

    @Override
    public void answered(Operation operation, int events, int asksInIt, long nanos) {
        assertThat(nanos).isPositive();
    }

    @Override
    public void wake(long nanos) {
        assertThat(nanos).isPositive();
        wakeUps++;
    }

    @Override
    public void resolved(Operation operation, int events, int asksInIt) {
        resolved++;
    }

    @Override
    public void doubtful() {
        doubtful++;
    }

    @Override
    public void drained() {
        drained++;
    }
}
