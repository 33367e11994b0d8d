package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.embedded.SteppedLedger;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares all answers of a simulation with the log that the ledger has at the end, and with the reads that it has
 * answered. All these operations are executed anew, in the order of their times, by the naive model. Then each answer
 * must be the one that the model gave, at its place.
 */
public final class HistoryCheck {
    private static final int RESULT_STATUS = 8;
    private static final int CREATED = CreateTransferStatus.Created.code();

    /** A batch of an operation, with the model's results. */
    private record Executed(long timestamp, int batch, ByteBuffer results) {}

    private record Order(int asker, long key) {}

    private record Content(Operation operation, ByteBuffer events) {}

    private record Answered(Content content, RawReply.Results results) {}

    private final SimulatedServer server;
    private final List<RecordedAsk> asks;
    private final NaiveStateMachine model;
    private final Map<Content, List<Executed>> executed = new HashMap<>();
    private final Map<Content, Integer> asked = new HashMap<>();
    private final Map<Answered, Integer> answers = new HashMap<>();
    private final Set<UInt128> requests = new HashSet<>();
    private int operations;
    private int answered;
    private int refused;
    private int unknown;

    public HistoryCheck(SimulatedServer server, List<RecordedAsk> asks) {
        this.server = server;
        this.asks = asks;
        this.model = new NaiveStateMachine(server.settings().batchSizeLimit());
    }

    /**
     * Checks everything.
     *
     * @throws AssertionError if a rule does not hold
     */
    public History run() {
        Deque<ReadHistory.Read> reads = server.reads().reads();
        SteppedLedger.readLog(server.settings(), server.diskAfterKill(), prepare -> {
            readBefore(prepare.timestamp(), reads);
            replay(prepare);
        });
        readBefore(Long.MAX_VALUE, reads);
        requireExpiries();
        asks.forEach(ask -> asked.merge(content(ask), 1, Integer::sum));
        Map<Content, Integer> mayBeExecuted = new LinkedHashMap<>(); // so that a run always names the same one
        Map<Order, Executed> newest = new HashMap<>();
        for (RecordedAsk ask : asks) {
            RawReply answer = ask.answer();
            if (answer instanceof RawReply.Results results) {
                answered++;
                List<Executed> places = check(ask, results);
                if (ask.order() != 0) {
                    Order order = new Order(ask.asker(), ask.order());
                    newest.put(order, nextInOrder(ask, places, newest.get(order)));
                }
            } else if (answer instanceof RawReply.Refused) {
                refused++;
            } else {
                unknown++;
            }
            mayBeExecuted.merge(content(ask), answer instanceof RawReply.Refused ? 0 : 1, Integer::sum);
        }
        mayBeExecuted.forEach(this::checkRefused);
        return new History(operations, answered, refused, unknown);
    }

    private static Content content(RecordedAsk ask) {
        return new Content(ask.operation(), ask.content());
    }

    // ---- the model

    private void readBefore(long timestamp, Deque<ReadHistory.Read> reads) {
        while (!reads.isEmpty() && reads.element().timestamp() < timestamp) {
            ReadHistory.Read read = reads.remove();
            execute(read.operation(), read.timestamp(), read.body());
        }
    }

    private void replay(Prepare prepare) {
        if (prepare.kind() == Prepare.Kind.PULSE) {
            model.pulse(prepare.timestamp());
            requireConservation(prepare.timestamp());
            return;
        }
        Operation operation = Operation.ofCode(prepare.operation());
        if (prepare.kind() != Prepare.Kind.REQUEST || operation == null || operation == Operation.REGISTER) {
            return;
        }
        require(operation.isCreate(), "the log holds a read");
        require(
                requests.add(prepare.requestChecksum()),
                "a request was executed twice: " + operation + " at " + prepare.timestamp());
        execute(
                operation,
                prepare.timestamp(),
                Bytes.allocate(prepare.length()).put(0, prepare.body(), prepare.offset(), prepare.length()));
        requireConservation(prepare.timestamp());
    }

    private void execute(Operation operation, long timestamp, ByteBuffer body) {
        operations++;
        divide(operation, timestamp, body, model.execute(operation, timestamp, body));
    }

    private void divide(Operation operation, long timestamp, ByteBuffer body, ByteBuffer reply) {
        int eventSize = operation.eventSize();
        int resultSize = operation.resultSize();
        boolean isMulti = operation.isMultiBatch();
        int batches = isMulti ? MultiBatch.batches(body, 0, body.limit(), eventSize) : 1;
        int event = 0;
        int result = 0;
        for (int i = 0; i < batches; i++) {
            int events = isMulti ? MultiBatch.count(body, 0, body.limit(), i) : body.limit() / eventSize;
            int results = isMulti ? MultiBatch.count(reply, 0, reply.limit(), i) : reply.limit() / resultSize;
            ByteBuffer content = slice(body, event * eventSize, events * eventSize);
            executed.computeIfAbsent(new Content(operation, content), any -> new ArrayList<>())
                    .add(new Executed(timestamp, i, slice(reply, result * resultSize, results * resultSize)));
            event += events;
            result += results;
        }
    }

    private static ByteBuffer slice(ByteBuffer all, int from, int length) {
        return all.slice(from, length).order(all.order());
    }

    private void requireExpiries() {
        long due = server.expiredUntil();
        require(
                model.nextExpiry() > due,
                "a pending transfer was to expire at " + model.nextExpiry() + " and has not, though the ledger could"
                        + " do that until " + due);
    }

    private void requireConservation(long timestamp) {
        Map<Integer, BigInteger> sums = new HashMap<>();
        for (Account account : model.accounts()) {
            add(sums, account.ledger(), account.debitsPosted(), account.creditsPosted());
            add(sums, ~account.ledger(), account.debitsPending(), account.creditsPending());
        }
        sums.forEach((ledger, sum) ->
                require(sum.signum() == 0, "debits and credits differ by " + sum + " at " + timestamp));
    }

    private static void add(Map<Integer, BigInteger> sums, int ledger, UInt128 debits, UInt128 credits) {
        sums.merge(ledger, debits.toBigInteger().subtract(credits.toBigInteger()), BigInteger::add);
    }

    // ---- the answers

    /** Returns the places in the log at which the ask may have been executed, at least one. */
    private List<Executed> check(RecordedAsk ask, RawReply.Results results) {
        List<Executed> all = executed.getOrDefault(content(ask), List.of());
        List<Executed> places = all.stream()
                .filter(place -> place.timestamp() == results.timestamp()
                        && place.results().equals(results.bytes()))
                .toList();
        if (places.isEmpty()) {
            require(
                    ask.operation().isCreate() && !all.isEmpty(),
                    ask + " was answered with results that are not those of the log at " + results.timestamp()
                            + "; it is in the log " + all.size() + " times");
            checkRecovered(ask, results.bytes(), all);
        } else {
            int sharers = answers.merge(new Answered(content(ask), results), 1, Integer::sum);
            require(
                    sharers <= places.size(),
                    ask + " was answered with results that an equal ask has got: those of the log at "
                            + results.timestamp());
            require(
                    results.timestamp() > ask.knownBefore(),
                    ask + " was executed at " + results.timestamp()
                            + ", but results of a later time were known when it was made: " + ask.knownBefore());
        }
        if (ask.operation().isCreate() && asked.getOrDefault(content(ask), 0) == 1) {
            all.forEach(place -> requireCreations(ask, results.bytes(), place));
        }
        return places.isEmpty() ? all : places;
    }

    // A lost request may be in the log again, where the ledger says that its own objects exist.
    private static void requireCreations(RecordedAsk ask, ByteBuffer results, Executed place) {
        int size = ask.operation().resultSize();
        for (int at = 0; at < results.limit(); at += size) {
            require(
                    place.results().getInt(at + RESULT_STATUS) != CREATED
                            || results.getInt(at + RESULT_STATUS) == CREATED,
                    ask + ": event " + at / size + " was created at " + place.timestamp()
                            + " and nobody else has asked for it, but the status in its answer is "
                            + results.getInt(at + RESULT_STATUS));
        }
    }

    // The results of a request whose session was lost were put together from later answers of the ledger.
    private static void checkRecovered(RecordedAsk ask, ByteBuffer results, List<Executed> places) {
        int size = ask.operation().resultSize();
        require(results.limit() == ask.count() * size, ask + " has results of " + results.limit() + " bytes");
        for (int at = 0; at < results.limit(); at += size) {
            int position = at;
            boolean isThere =
                    places.stream().anyMatch(place -> isSame(ask.operation(), place.results(), results, position));
            require(
                    isThere,
                    ask + ": result " + at / size + " was recovered as status "
                            + results.getInt(at + RESULT_STATUS) + " at " + results.getLong(at)
                            + ", which is at none of its places in the log: " + describe(places, at));
        }
    }

    // A recovery cannot tell what its ask has created from an equal account or transfer that another asker has.
    private static boolean isSame(Operation operation, ByteBuffer executed, ByteBuffer results, int at) {
        int status = executed.getInt(at + RESULT_STATUS);
        int recovered = results.getInt(at + RESULT_STATUS);
        boolean isThere = recovered == CREATED && status == existsOf(operation);
        return (isThere || status == recovered) && executed.getLong(at) == results.getLong(at);
    }

    private static int existsOf(Operation operation) {
        return operation == Operation.CREATE_ACCOUNTS
                ? CreateAccountStatus.Exists.code()
                : CreateTransferStatus.Exists.code();
    }

    private static String describe(List<Executed> places, int at) {
        List<String> texts = new ArrayList<>();
        places.forEach(place -> texts.add(place.results().getInt(at + RESULT_STATUS) + " at "
                + place.results().getLong(at)));
        return texts.toString();
    }

    // Equal asks may be in one request, and then each of their places will do.
    private static Executed nextInOrder(RecordedAsk ask, List<Executed> places, @Nullable Executed before) {
        for (Executed place : places) {
            if (before == null
                    || before.timestamp() < place.timestamp()
                    || before.timestamp() == place.timestamp() && before.batch() < place.batch()) {
                return place;
            }
        }
        throw new AssertionError(ask + " was executed before an earlier ask with its key");
    }

    private void checkRefused(Content content, int mayBeExecuted) {
        int times = executed.getOrDefault(content, List.of()).size();
        require(
                !content.operation().isCreate() || times == 0 || mayBeExecuted > 0,
                "an ask of " + content.operation() + " was refused, but is in the log " + times + " times");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
