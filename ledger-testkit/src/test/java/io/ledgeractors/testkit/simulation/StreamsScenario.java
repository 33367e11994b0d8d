package io.ledgeractors.testkit.simulation;

import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.streams.TransferLookup;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Streams write transfers, one materialisation after another. Each is ended after a while, in different ways, and run
 * again from an element that is not behind its last result. A live source reads the change events meanwhile and is
 * resumed, too. In the end each transfer is in the ledger, was answered in its place, and had one event.
 */
final class StreamsScenario implements ActorScenario {
    private static final int ACCOUNTS = 4;
    private static final int WRITERS_MAX = 3;
    private static final int ELEMENTS_MAX = 300;
    private static final int CHAIN_MAX = 5;

    private @Nullable State state;

    @Override
    public void begin(SimulatedActors world) {
        State present = new State(world);
        state = present;
        OpenAccounts.open(world, ACCOUNTS, present::begin);
    }

    @Override
    public void check(SimulatedActors world) {
        State present = state;
        if (present == null) {
            throw new AssertionError("the scenario did not begin");
        }
        present.check();
    }

    /** Everything of one run. */
    private static final class State {
        final SimulatedActors world;
        final Random random;
        final LedgerStreamSettings settings;
        final List<Writer> writers = new ArrayList<>();
        final Reader reader;
        boolean isChecked;

        State(SimulatedActors world) {
            this.world = world;
            this.random = world.random();
            this.settings = LedgerStreamSettings.create(world.system())
                    .withMaxEventsPerRequest(CHAIN_MAX + random.nextInt(random.nextBoolean() ? 10 : 200))
                    .withPageSize(1 + random.nextInt(50));
            this.reader = new Reader(this);
        }

        void begin() {
            int count = 1 + random.nextInt(WRITERS_MAX);
            for (int i = 0; i < count; i++) {
                Writer writer = new Writer(this, 10_000L * (i + 1), 1 + random.nextInt(ELEMENTS_MAX));
                writers.add(writer);
            }
            writers.forEach(Writer::run);
            reader.run();
        }

        int elements() {
            return writers.stream().mapToInt(writer -> writer.elements.size()).sum();
        }

        void writerEnded() {
            if (writers.stream().allMatch(Writer::isOver)) {
                lookUp();
            }
        }

        // Reads everything back, again and again while the ledger is away for too long.
        private void lookUp() {
            List<UInt128> ids = new ArrayList<>();
            writers.forEach(writer -> writer.elements.forEach(transfer -> ids.add(transfer.id())));
            CompletionStage<List<TransferLookup>> found = Source.from(ids)
                    .via(LedgerFlow.lookupTransfers(world.ledger(), settings))
                    .runWith(Sink.seq(), world.system());
            world.await(found, (lookups, failure) -> {
                if (lookups == null) {
                    again(this::lookUp);
                } else {
                    for (int i = 0; i < ids.size(); i++) {
                        require(lookups.get(i).id().equals(ids.get(i)), "look-ups came in another order");
                        require(lookups.get(i).transfer().isPresent(), ids.get(i) + " is missing");
                    }
                    require(lookups.size() == ids.size(), "there are " + lookups.size() + " look-ups");
                    list();
                }
            });
        }

        private void list() {
            AccountFilter filter = AccountFilter.builder()
                    .accountId(UInt128.of(1))
                    .flags(AccountFilterFlags.DEBITS)
                    .build();
            CompletionStage<List<Transfer>> found = LedgerSource.accountTransfers(world.ledger(), settings, filter)
                    .runWith(Sink.seq(), world.system());
            world.await(found, (transfers, failure) -> {
                if (transfers == null) {
                    again(this::list);
                } else {
                    requireAllOf(1, transfers);
                    isChecked = true;
                }
            });
        }

        private void requireAllOf(long account, List<Transfer> found) {
            Set<UInt128> ids = new HashSet<>();
            writers.forEach(writer -> writer.elements.stream()
                    .filter(transfer -> transfer.debitAccountId().equals(UInt128.of(account)))
                    .forEach(transfer -> ids.add(transfer.id())));
            long before = 0;
            for (Transfer transfer : found) {
                require(transfer.timestamp() > before, "transfers of an account are not in their order");
                before = transfer.timestamp();
                require(ids.remove(transfer.id()), transfer.id() + " came twice, or is not of the account");
            }
            require(ids.isEmpty(), "the transfers of an account lack " + ids);
        }

        void again(Runnable task) {
            world.after(Duration.ofMillis(1 + random.nextInt(300)), task);
        }

        void check() {
            require(isChecked, "the scenario ended before its checks");
            require(reader.isOver(), "the reader has not seen everything");
        }
    }

    /** Writes its transfers. */
    private static final class Writer {
        private final State state;
        private final Random random;
        private final List<Transfer> elements = new ArrayList<>();
        // The ledger's time of each element that is known to be in the ledger.
        private final Map<UInt128, Long> known = new HashMap<>();
        private final boolean isInBatches;
        private int position;
        // Streams have taken the elements below, in this run and in those before it.
        private int taken;
        private int takenBefore;
        private int runs;
        // The status of the first transfer of the chain at the position; null outside of chains.
        private @Nullable CreateTransferStatus chain;

        Writer(State state, long firstId, int count) {
            this.state = state;
            this.random = state.random;
            this.isInBatches = random.nextInt(3) == 0;
            boolean hasChains = !isInBatches && random.nextBoolean();
            while (elements.size() < count) {
                int length = hasChains && random.nextInt(3) == 0 ? 1 + random.nextInt(CHAIN_MAX) : 1;
                for (int i = 0; i < length; i++) {
                    add(firstId + elements.size(), i < length - 1);
                }
            }
        }

        private void add(long id, boolean isLinked) {
            int debit = 1 + random.nextInt(ACCOUNTS);
            elements.add(Transfer.builder()
                    .id(UInt128.of(id))
                    .debitAccountId(UInt128.of(debit))
                    .creditAccountId(UInt128.of(1 + debit % ACCOUNTS))
                    .amount(UInt128.of(random.nextInt(50)))
                    .ledger(1)
                    .code(1)
                    .flags(isLinked ? TransferFlags.LINKED : 0)
                    .build());
        }

        private boolean isLinked(int index) {
            return index >= 0 && TransferFlags.has(elements.get(index).flags(), TransferFlags.LINKED);
        }

        boolean isOver() {
            return position == elements.size();
        }

        void run() {
            runs++;
            int from = position - random.nextInt(Math.min(position, 10) + 1);
            while (isLinked(from - 1)) {
                from--;
            }
            position = from;
            takenBefore = taken;
            int failAt = random.nextInt(6) == 0 ? from + random.nextInt(100) : Integer.MAX_VALUE;
            int end = random.nextInt(6) == 0 ? 1 + random.nextInt(100) : Integer.MAX_VALUE;
            Pair<UniqueKillSwitch, CompletionStage<Done>> stream = source(from)
                    .viaMat(KillSwitches.single(), Keep.right())
                    .via(isInBatches ? batches() : LedgerFlow.createTransfers(state.world.ledger(), state.settings))
                    .via(random.nextBoolean() ? Flow.<TransferResult>create().async() : Flow.<TransferResult>create())
                    .take(end)
                    .toMat(Sink.foreach((TransferResult result) -> got(result, failAt)), Keep.both())
                    .run(state.world.system());
            endLater(stream.first());
            state.world.await(stream.second(), (done, failure) -> ended());
        }

        private Source<Transfer, NotUsed> source(int from) {
            Source<Transfer, NotUsed> rest =
                    Source.range(from, elements.size() - 1).map(this::take);
            if (random.nextInt(4) == 0) {
                return rest;
            }
            // Slow enough that most faults meet a stream that runs.
            int burst = 1 + random.nextInt(20);
            long every = 1 + random.nextInt(60 * burst);
            Source<Integer, ?> ticks = Source.tick(Duration.ZERO, Duration.ofMillis(every), burst);
            return rest.grouped(burst).zipWith(ticks, (group, tick) -> group).mapConcat(group -> group);
        }

        private Transfer take(int index) {
            taken = Math.max(taken, index + 1);
            return elements.get(index);
        }

        private Flow<Transfer, TransferResult, NotUsed> batches() {
            return Flow.<Transfer>create()
                    .grouped(1 + random.nextInt(100))
                    .map(TransferBatch::of)
                    .via(LedgerFlow.createTransferBatches(state.world.ledger(), state.settings))
                    .mapConcat(results -> {
                        List<TransferResult> each = new ArrayList<>();
                        for (int i = 0; i < results.count(); i++) {
                            each.add(new TransferResult(results.batch().get(i), results.result(i)));
                        }
                        return each;
                    });
        }

        private void endLater(UniqueKillSwitch killSwitch) {
            int how = random.nextInt(4);
            if (how < 2 && runs < 10) {
                int wait = random.nextInt(random.nextBoolean() ? 5 : 3_000);
                state.world.after(Duration.ofMillis(wait), () -> {
                    if (how == 0) {
                        killSwitch.shutdown();
                    } else {
                        killSwitch.abort(new IllegalStateException("the scenario ends the stream"));
                    }
                });
            }
        }

        private void got(TransferResult result, int failAt) {
            Transfer expected = elements.get(position);
            require(result.transfer().equals(expected), "came " + result + " in place of " + expected);
            CreateTransferStatus first = isLinked(position - 1) ? chain : null;
            chain = first == null ? result.status() : first;
            if (first == CreateTransferStatus.Exists) {
                // An attempt before has created the chain, and then it cannot be created again.
                require(result.status() == CreateTransferStatus.LinkedEventFailed, "a chain got " + result);
            } else {
                requireInLedger(result, first);
            }
            if (position == failAt) {
                throw new IllegalStateException("the scenario lets the sink fail");
            }
            position++;
        }

        private void requireInLedger(TransferResult result, @Nullable CreateTransferStatus first) {
            boolean mayExist =
                    result.status() == CreateTransferStatus.Exists && first == null && position < takenBefore;
            require(mayExist || result.status() == CreateTransferStatus.Created, "a stream got " + result);
            Long before = known.put(result.id(), result.timestamp());
            require(before == null || before == result.timestamp() && mayExist, result + " was known, at " + before);
        }

        private void ended() {
            if (isOver()) {
                state.writerEnded();
            } else {
                state.again(this::run);
            }
        }
    }

    /** Reads the change events of all transfers. */
    private static final class Reader {
        private final State state;
        private final Set<UInt128> seen = new HashSet<>();
        private long last;
        private ResumeToken token = ResumeToken.START;
        private final CompletableFuture<Done> done = new CompletableFuture<>();

        Reader(State state) {
            this.state = state;
        }

        boolean isOver() {
            return seen.size() == state.elements();
        }

        void run() {
            int end = state.random.nextInt(3) == 0 ? 1 + state.random.nextInt(100) : Integer.MAX_VALUE;
            Pair<UniqueKillSwitch, CompletionStage<Done>> stream = LedgerSource.liveChangeEventsWithContext(
                            state.world.ledger(),
                            state.settings,
                            ChangeEventsFilter.builder().build(),
                            token)
                    .asSource()
                    .viaMat(KillSwitches.single(), Keep.right())
                    .take(end)
                    .takeWhile(event -> !got(event), true)
                    .toMat(Sink.ignore(), Keep.both())
                    .run(state.world.system());
            if (state.random.nextBoolean()) {
                state.world.after(
                        Duration.ofMillis(state.random.nextInt(4_000)),
                        () -> stream.first().abort(new IllegalStateException("the scenario ends the reader")));
            }
            state.world.await(stream.second(), (ended, failure) -> {
                if (!isOver()) {
                    state.again(this::run);
                }
            });
        }

        private boolean got(Pair<ChangeEvent, ResumeToken> event) {
            long timestamp = event.first().timestamp();
            require(timestamp > last, "an event of " + timestamp + " came after one of " + last);
            last = timestamp;
            require(
                    seen.add(event.first().transfer().id()),
                    event.first().transfer().id() + " has a second event");
            token = event.second();
            return isOver();
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
