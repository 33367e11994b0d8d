package io.ledgeractors.embedded.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger's thread on a log whose forces the test controls. */
class ReplicaLoopTest {
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final SlowLog log = new SlowLog();
    private final FakeMachine machine = new FakeMachine();
    private final ManualClock clock = new ManualClock();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private ReplicaLoop loop;

    @BeforeEach
    void start() {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, 32_512), machine);
        replica.replay(replica.start());
        loop = new ReplicaLoop(
                replica, log, clock, () -> {}, () -> {}, full -> told.add(full == null ? "capacity" : full));
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void shouldTakeNothingMoreFromWhoRepeatsHimselfUntilTheAnswerIsSent() {
        Heard first = new Heard();
        Heard second = new Heard();
        loop.request(register(1), first);
        await().until(() -> first.events.equals(List.of("consumed")));
        log.lasts(1);
        await().until(() -> first.events.equals(List.of("consumed", "sent")));
        loop.request(register(2), second);
        await().until(() -> second.events.equals(List.of("consumed")));

        loop.request(register(1), first);
        loop.request(unknown(3), first);
        Heard last = new Heard();
        loop.ping(ping(), last);
        await().until(() -> last.events.contains("sent"));
        assertThat(first.events).as("the disk is not done").containsExactly("consumed", "sent");

        log.lasts(2);
        await().until(() -> second.events.equals(List.of("consumed", "sent")));
        assertThat(first.events).containsExactly("consumed", "sent", "sent", "consumed", "sent", "consumed");
    }

    @Test
    void shouldTellEverybodyWhenItsThreadDies() {
        machine.failure = new OutOfMemoryError("thrown on purpose");
        Call crashed = new Call();
        Call waiting = new Call();
        crashed.thenSubmit = () -> loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), waiting);
        loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), crashed);
        await().until(() -> waiting.events.size() == 1);
        assertThat(crashed.events).singleElement().asString().startsWith("unknown: the ledger has failed");
        assertThat(waiting.events).singleElement().asString().startsWith("not sent: the ledger has failed");
        assertThat(loop.hasDied()).isTrue();
        assertThat(loop.stopped()).contains("OutOfMemoryError");

        Call late = new Call();
        loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), late);
        assertThat(late.events).singleElement().asString().startsWith("not sent: the ledger has failed");
        Heard peer = new Heard();
        loop.request(register(1), peer);
        assertThat(peer.events).singleElement().asString().startsWith("the ledger has failed");
    }

    @Test
    void shouldTellADryRunOnlyOnceTheOperationsBeforeItAreDurable() {
        Call before = new Call();
        DryCall dry = new DryCall();
        loop.call(Operation.CREATE_ACCOUNTS, Bytes.allocate(256), before);
        loop.dryRun(Operation.CREATE_TRANSFERS, Bytes.allocate(256), Bytes.allocate(0), Bytes.allocate(0), dry);
        await().until(() -> log.waiting.size() == 2);
        assertThat(dry.events).containsExactly("executed");
        log.lasts(1);
        assertThat(dry.events).containsExactly("executed", "durable");
        assertThat(before.events).containsExactly("executed", "durable");

        Call after = new Call();
        loop.call(Operation.CREATE_TRANSFERS, Bytes.allocate(256), after);
        await().until(() -> after.events.contains("executed"));
        assertThat(log.waiting).singleElement().extracting(SlowLog.Waiting::op).isEqualTo(2L);
        String first = machine.done.get(1);
        assertThat(first).startsWith("dry run of CREATE_TRANSFERS at ");
        assertThat(machine.done.get(2)).as("at the same time").endsWith(first.substring(first.indexOf(" at ")));
    }

    @Test
    void shouldLetAQueryWaitWhileItCatchesUpAndServeOthersMeanwhile() {
        Call query = queryThatWaits();
        assertThat(query.events).isEmpty();
        machine.isCatchUpHeld = false;
        await().until(() -> query.events.contains("executed"));
        assertThat(machine.slicesLeft).isZero();
        assertThat(machine.done.get(1)).startsWith("QUERY_TRANSFERS");
    }

    /** Lets a query wait until the machine has caught up, while a later request is executed. */
    private Call queryThatWaits() {
        machine.isCatchUpHeld = true;
        machine.slicesLeft = 3;
        Call query = new Call();
        Call create = new Call();
        loop.call(Operation.QUERY_TRANSFERS, Bytes.allocate(64), query);
        loop.call(Operation.CREATE_ACCOUNTS, Bytes.allocate(256), create);
        await().until(() -> create.events.contains("executed"));
        return query;
    }

    @Test
    void shouldAnswerAQueryThatWaitsWhenItIsClosed() {
        Call query = queryThatWaits();
        loop.close();
        assertThat(query.events).containsExactly("executed");
    }

    @Test
    void shouldRefuseAQueryThatWaitsWhenItsThreadDies() {
        Call query = queryThatWaits();
        machine.failureOfCatchUp = new AssertionError("thrown on purpose");
        await().until(() -> !query.events.isEmpty());
        assertThat(query.events).singleElement().asString().startsWith("not sent: the ledger has failed");
        assertThat(loop.hasDied()).isTrue();
    }

    @Test
    void shouldRefuseADryRunWithoutCapacityAndTellNobodyElse() {
        DryCall dry = new DryCall();
        machine.full = "no space for objects";
        loop.dryRun(Operation.CREATE_TRANSFERS, Bytes.allocate(256), Bytes.allocate(0), Bytes.allocate(0), dry);
        await().until(() -> dry.events.size() == 1);
        machine.full = null;
        log.full = "no space for records";
        loop.dryRun(Operation.CREATE_TRANSFERS, Bytes.allocate(256), Bytes.allocate(0), Bytes.allocate(0), dry);
        await().until(() -> dry.events.size() == 2);
        assertThat(dry.events).containsExactly("full: no space for objects", "full: no space for records");
        assertThat(told).isEmpty();
        assertThat(loop.full()).isNull();
        assertThat(machine.done).isEmpty();
    }

    @Test
    void shouldRefuseADryRunThatIsMalformedOrBreaksTheLedger() {
        DryCall malformed = new DryCall();
        ByteBuffer body = Bytes.allocate(256).put(0, (byte) 0xff);
        loop.dryRun(Operation.CREATE_TRANSFERS, body, Bytes.allocate(0), Bytes.allocate(0), malformed);
        await().until(() -> malformed.events.size() == 1);
        assertThat(malformed.events).containsExactly("refused: the body of this CREATE_TRANSFERS request is invalid");
        assertThat(loop.stopped()).isNull();

        DryCall broken = new DryCall();
        machine.failure = new AssertionError("thrown on purpose");
        loop.dryRun(Operation.CREATE_TRANSFERS, Bytes.allocate(256), Bytes.allocate(0), Bytes.allocate(0), broken);
        await().until(() -> broken.events.size() == 1);
        assertThat(broken.events).singleElement().asString().startsWith("refused: the ledger has failed");
        assertThat(loop.hasDied()).isTrue();
    }

    @Test
    void shouldTellEverybodyEvenIfTheErrorCannotBeDescribed() {
        machine.failure = new Error() {
            @Override
            public String getMessage() {
                throw new OutOfMemoryError("thrown on purpose");
            }
        };
        Call crashed = new Call();
        loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), crashed);
        await().until(() -> crashed.events.size() == 1);
        assertThat(crashed.events).singleElement().asString().startsWith("unknown: the ledger has failed");
        assertThat(loop.hasDied()).isTrue();
        assertThat(loop.stopped()).startsWith("the ledger has failed");
    }

    @Test
    void shouldTellSomebodyAgainWhomThereWasNoMemoryToTell() {
        machine.failure = new OutOfMemoryError("thrown on purpose");
        Call crashed = new Call();
        crashed.failures = 2;
        loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), crashed);
        await().until(() -> crashed.events.size() == 1);
        assertThat(crashed.events).singleElement().asString().startsWith("unknown");
    }

    @Test
    void shouldSayThatItIsFullUntilThereIsRoom() {
        machine.full = "no capacity for accounts";
        Call call = new Call();
        loop.call(Operation.CREATE_ACCOUNTS, Bytes.allocate(128), call);
        await().until(() -> call.events.equals(List.of("full: no capacity for accounts")));
        assertThat(loop.full()).isEqualTo("no capacity for accounts");
        assertThat(told).containsExactly("no capacity for accounts");
        clock.advance(Duration.ofSeconds(2));
        Call read = new Call();
        loop.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), read);
        await().until(() -> read.events.contains("executed"));
        assertThat(loop.full()).isEqualTo("no capacity for accounts");
        machine.full = null;
        clock.advance(Duration.ofSeconds(2));
        await().until(() -> loop.full() == null);
        assertThat(told).containsExactly("no capacity for accounts", "capacity");
    }

    @Test
    void shouldTellAPeerThatThereIsNoCapacityForItsRequest() {
        Heard peer = new Heard();
        loop.request(register(1), peer);
        await().until(() -> peer.events.equals(List.of("consumed")));
        log.lasts(1);
        await().until(() -> peer.events.equals(List.of("consumed", "sent")));

        machine.full = "no capacity for accounts";
        loop.request(firstOf(1, peer.last), peer);
        await().until(() -> peer.events.size() == 4);
        assertThat(peer.events).endsWith("no capacity for accounts", "consumed");

        machine.full = null;
        log.full = "no capacity in the log";
        loop.request(firstOf(1, peer.last), peer);
        await().until(() -> peer.events.size() == 6);
        assertThat(peer.events).endsWith("no capacity in the log", "consumed");
    }

    @Test
    void shouldSayThatItsTimeIsAheadOfTheClock() {
        Call call = new Call();
        loop.call(Operation.CREATE_ACCOUNTS, Bytes.allocate(128), call);
        await().until(() -> call.events.contains("executed"));
        clock.setRealtimeNanos(clock.realtimeNanos() - 400 * DAY);
        clock.advance(Duration.ofSeconds(2));
        await().until(() -> loop.aheadOfClock() > 399 * DAY);
    }

    @Test
    void shouldRefuseMoreTasksThanItsBound() {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, 32_512), machine);
        ReplicaLoop notStarted = new ReplicaLoop(replica, log, clock, () -> {}, () -> {}, full -> {}, 2);
        Heard first = new Heard();
        Heard third = new Heard();
        Call fourth = new Call();
        notStarted.request(register(1), first);
        notStarted.request(register(2), new Heard());
        notStarted.request(register(3), third);
        notStarted.call(Operation.LOOKUP_ACCOUNTS, Bytes.allocate(16), fourth);
        assertThat(first.events).isEmpty();
        assertThat(third.events).singleElement().asString().startsWith("more than 2 requests wait for the ledger");
        assertThat(fourth.events).singleElement().asString().startsWith("not sent: more than 2 requests wait");
    }

    private static ByteBuffer register(int client) {
        return request(client, Operation.REGISTER, 0, 256);
    }

    private static ByteBuffer unknown(int client) {
        return request(client, Operation.LOOKUP_ACCOUNTS, 1, 16);
    }

    private static ByteBuffer request(int client, Operation operation, int number, int length) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, UInt128.of(client));
        frame.putLong(Header.Request.SESSION, number);
        frame.putInt(Header.Request.REQUEST, number);
        frame.put(Header.Request.OPERATION, (byte) operation.code());
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame;
    }

    // Returns the first request of a session, behind the reply to its register.
    private static ByteBuffer firstOf(int client, ByteBuffer registered) {
        ByteBuffer frame = request(client, Operation.CREATE_ACCOUNTS, 1, 128);
        Bytes.putU128(frame, Header.Request.PARENT, Bytes.getU128(registered, Header.Reply.CONTEXT));
        Header.seal(frame, 0);
        return frame;
    }

    private static ByteBuffer ping() {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PING_CLIENT, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.PingClient.CLIENT, UInt128.of(9));
        Header.seal(frame, 0);
        return frame;
    }

    private static final class Heard implements ReplySink {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile ByteBuffer last = Bytes.allocate(0);

        @Override
        public void consumed() {
            events.add("consumed");
        }

        @Override
        public void send(ByteBuffer frame) {
            last = frame;
            events.add("sent");
        }

        @Override
        public void full(String why) {
            events.add(why);
        }

        @Override
        public void broken(String why) {
            events.add(why);
        }
    }

    /** Notes the outcomes of a call. */
    private static final class Call implements LocalCall {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private Runnable thenSubmit = () -> {};
        private int failures;

        @Override
        public boolean begin() {
            thenSubmit.run();
            return true;
        }

        @Override
        public void executed(ByteBuffer body, long timestamp) {
            events.add("executed");
        }

        @Override
        public void durable() {
            events.add("durable");
        }

        @Override
        public void evicted(EvictionReason reason) {
            events.add("evicted");
        }

        @Override
        public void full(String why) {
            events.add("full: " + why);
        }

        @Override
        public void notSent(String why) {
            events.add("not sent: " + why);
        }

        @Override
        public void unknown(String why) {
            if (failures-- > 0) {
                throw new OutOfMemoryError("thrown on purpose");
            }
            events.add("unknown: " + why);
        }
    }

    private static final class DryCall implements DryRunCall {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void executed() {
            events.add("executed");
        }

        @Override
        public void durable() {
            events.add("durable");
        }

        @Override
        public void full(String why) {
            events.add("full: " + why);
        }

        @Override
        public void refused(String why) {
            events.add("refused: " + why);
        }
    }

    /** A log that forces on demand. */
    private static final class SlowLog implements Log {
        private record Waiting(long op, DurabilityCallback callback) {}

        private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
        private volatile long durable;
        private volatile @Nullable String full;

        void lasts(long op) {
            durable = op;
            for (Waiting each : List.copyOf(waiting)) {
                if (each.op() <= op) {
                    waiting.remove(each);
                    each.callback().durable();
                }
            }
        }

        @Override
        public void append(long op, LogRecord entry) {}

        @Override
        public void reserveTime(long time) {}

        @Override
        public @Nullable String lackOfCapacity(int bytes) {
            return full;
        }

        @Override
        public void whenDurable(long op, DurabilityCallback callback) {
            waiting.add(new Waiting(op, callback));
        }

        @Override
        public long durableOp() {
            return durable;
        }

        @Override
        public void sync() {}

        @Override
        public String failure() {
            return null;
        }

        @Override
        public void close() {}
    }
}
