package io.ledgeractors.embedded.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private static final ReplicaSettings SETTINGS =
            new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, 32_512);
    private static final long NOW = 1_000_000;

    private final FakeMachine machine = new FakeMachine();
    private final Replica replica = new Replica(SETTINGS, machine);
    private final List<byte[]> journal = new ArrayList<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    @BeforeEach
    void start() {
        Prepare start = replica.start();
        journal.add(bytes(start));
        replica.replay(start);
    }

    @Test
    void shouldGivePositionsToAllOperationsAndTheRegistersPositionToTheSession() {
        ByteBuffer reply = execute(register(1), NOW);
        assertThat(reply.getLong(Header.Reply.OP)).isEqualTo(1);
        assertThat(reply.getLong(Header.Reply.COMMIT)).isEqualTo(1);
        assertThat(reply.getInt(Header.SIZE)).isEqualTo(32_512);
        assertThat(reply.limit()).isEqualTo(Header.SIZE + 64);
        assertThat(execute(register(2), NOW).getLong(Header.Reply.OP)).isEqualTo(2);
    }

    @Test
    void shouldPrepareAfterTheWallClockAndAfterAllBefore() {
        assertThat(execute(register(1), NOW).getLong(Header.Reply.TIMESTAMP)).isEqualTo(NOW);
        ByteBuffer stale = execute(register(2), NOW - 500);
        assertThat(stale.getLong(Header.Reply.TIMESTAMP)).isEqualTo(NOW + 1);
        ByteBuffer three = execute(next(1, stale(1), Operation.CREATE_TRANSFERS, 3 * 128), NOW - 500);
        assertThat(three.getLong(Header.Reply.TIMESTAMP)).isEqualTo(NOW + 2 + 3);
    }

    @Test
    void shouldCheckInTheOrderOfARealServer() {
        execute(register(1), NOW);
        ByteBuffer request = next(7, null, Operation.CREATE_ACCOUNTS, 128);
        request.put(Header.SIZE, (byte) -1);
        request.putLong(Header.Request.TIMESTAMP, 1);
        assertAnswer(seal(request), EvictionReason.INVALID_REQUEST_BODY);
        request.put(Header.Request.OPERATION, (byte) Operation.GET_CHANGE_EVENTS.code());
        assertAnswer(seal(request), EvictionReason.INVALID_REQUEST_OPERATION);
        request.putInt(Header.FRAME_SIZE, Header.SIZE + 32_513);
        assertAnswer(seal(request), EvictionReason.INVALID_REQUEST_BODY_SIZE);
        request.putInt(Header.RELEASE, Release.of(0, 17, 10).code());
        assertAnswer(seal(request), EvictionReason.CLIENT_RELEASE_TOO_HIGH);
        request.putInt(Header.RELEASE, Release.of(0, 16, 3).code());
        assertAnswer(seal(request), EvictionReason.CLIENT_RELEASE_TOO_LOW);
        request.putInt(Header.VIEW, replica.view() + 1);
        assertThat(replica.request(seal(request), NOW, Long.MAX_VALUE)).isEqualTo(AdmissionResult.Drop.SILENTLY);
    }

    @Test
    void shouldRepeatAReplyOnlyOnceItLasts() {
        ByteBuffer register = register(1);
        ByteBuffer reply = execute(register, NOW);
        assertThat(replica.request(register, NOW, 0)).isEqualTo(AdmissionResult.Drop.SILENTLY);
        AdmissionResult repeated = replica.request(register, NOW, 1);
        assertThat(repeated).isInstanceOf(AdmissionResult.Repeat.class);
        assertThat(((AdmissionResult.Repeat) repeated).frame()).isSameAs(reply);
    }

    @Test
    void shouldEvictTheSessionWhoseLastReplyIsOldest() {
        for (int client = 1; client <= 64; client++) {
            execute(register(client), NOW);
        }
        ByteBuffer lookup = next(1, stale(1), Operation.LOOKUP_ACCOUNTS, 16);
        execute(lookup, NOW);
        execute(register(65), NOW);
        assertThat(replica.request(lookup, NOW, Long.MAX_VALUE)).isInstanceOf(AdmissionResult.Repeat.class);
        ByteBuffer evicted = next(2, null, Operation.LOOKUP_ACCOUNTS, 16);
        assertAnswer(evicted, EvictionReason.NO_SESSION);
        assertThat(execute(register(2), NOW).getLong(Header.Reply.OP)).isEqualTo(66);
    }

    @Test
    void shouldTellAPingOfAnEvictedSessionAndNoOther() {
        execute(register(1), NOW);
        assertThat(replica.ping(ping(1, 1))).isEqualTo(AdmissionResult.Pong.NOW);
        assertThat(replica.ping(ping(2, 0))).isEqualTo(AdmissionResult.Pong.NOW);
        assertThat(replica.ping(ping(2, 2))).isEqualTo(AdmissionResult.Pong.NOW);
        assertThat(replica.ping(ping(2, 1))).isEqualTo(new AdmissionResult.Evict(EvictionReason.NO_SESSION));
        ByteBuffer pong = replica.pong(ping(1, 1));
        assertThat(Header.command(pong, 0)).isEqualTo(Command.PONG_CLIENT);
        assertThat(Header.view(pong, 0)).isEqualTo(1);
        assertThat(Header.release(pong, 0)).isEqualTo(Release.of(0, 17, 9));
    }

    @Test
    void shouldTellAPingThatTheSessionIsGoneBeforeItLooksAtTheRelease() {
        execute(register(1), NOW);
        for (Release release : List.of(Release.of(0, 16, 3), Release.of(0, 17, 10))) {
            ByteBuffer gone = ping(2, 1);
            gone.putInt(Header.RELEASE, release.code());
            assertThat(replica.ping(gone)).isEqualTo(new AdmissionResult.Evict(EvictionReason.NO_SESSION));
        }
        ByteBuffer old = ping(2, 0);
        old.putInt(Header.RELEASE, Release.of(0, 16, 3).code());
        assertThat(replica.ping(old)).isEqualTo(new AdmissionResult.Evict(EvictionReason.CLIENT_RELEASE_TOO_LOW));
        old.putInt(Header.RELEASE, Release.of(0, 17, 10).code());
        assertThat(replica.ping(old)).isEqualTo(new AdmissionResult.Evict(EvictionReason.CLIENT_RELEASE_TOO_HIGH));
    }

    @Test
    void shouldDropWhatTheLedgerHasNoCapacityForAndStillRead() {
        ByteBuffer registered = execute(register(1), NOW);
        machine.full = "no capacity for accounts";
        ByteBuffer create = next(1, registered, Operation.CREATE_ACCOUNTS, 128);
        assertThat(replica.request(create, NOW, Long.MAX_VALUE))
                .isEqualTo(new AdmissionResult.NoCapacity("no capacity for accounts", Operation.CREATE_ACCOUNTS, 1));
        execute(next(1, registered, Operation.LOOKUP_ACCOUNTS, 16), NOW);
        assertThat(machine.done).hasSize(1);
    }

    @Test
    void shouldPulseOnceSomethingIsDue() {
        machine.nextExpiry = NOW;
        assertThat(replica.pulse(NOW - 1)).isNull();
        Prepare pulse = replica.pulse(NOW);
        journal.add(bytes(pulse));
        replica.commit(pulse);
        assertThat(pulse.timestamp()).isEqualTo(NOW + Replica.PULSE_EVENTS);
        assertThat(pulse.op()).isEqualTo(1);
        assertThat(replica.pulse(NOW)).isNull();
        assertThat(machine.done).containsExactly("pulse at " + pulse.timestamp());
    }

    @Test
    void shouldMakeTheSameLedgerFromItsJournal() {
        long seed = 31;
        Random random = new Random(seed);
        ByteBuffer[] last = new ByteBuffer[70];
        ByteBuffer[] sent = new ByteBuffer[70];
        for (int step = 0; step < 2000; step++) {
            int client = 1 + random.nextInt(69);
            long now = NOW + step * 10L - random.nextInt(100);
            if (random.nextInt(20) == 0) {
                local(now);
            } else {
                ByteBuffer request = last[client] == null
                        ? register(client)
                        : next(client, last[client], Operation.CREATE_ACCOUNTS, 128 * random.nextInt(5));
                AdmissionResult answer = replica.request(request, now, Long.MAX_VALUE);
                last[client] = answer instanceof AdmissionResult.Execute ? execute(request, now) : null;
                sent[client] = request;
            }
        }
        FakeMachine second = new FakeMachine();
        Replica replayed = new Replica(SETTINGS, second);
        for (byte[] bytes : journal) {
            ByteBuffer entry = Bytes.allocate(bytes.length).put(0, bytes);
            replayed.replay(PrepareRecord.read(entry, 0, bytes.length));
        }
        replayed.recovered();
        assertThat(second.done).as("seed %d", seed).isEqualTo(machine.done);
        assertThat(replayed.op()).isEqualTo(replica.op());
        for (int client = 1; client < 70; client++) {
            AdmissionResult live = replica.request(sent[client], NOW, Long.MAX_VALUE);
            AdmissionResult again = replayed.request(sent[client], NOW, Long.MAX_VALUE);
            assertThat(again).isEqualTo(live);
        }
    }

    @Test
    void shouldShowRepliesOfEarlierViewsInTheNewOneWithTheirOldContext() {
        ByteBuffer register = register(1);
        ByteBuffer reply = execute(register, NOW);
        Replica again = new Replica(SETTINGS, new FakeMachine());
        journal.forEach(bytes ->
                again.replay(PrepareRecord.read(Bytes.allocate(bytes.length).put(0, bytes), 0, bytes.length)));
        again.replay(again.start());
        again.recovered();
        ByteBuffer repeated = ((AdmissionResult.Repeat) again.request(register, NOW, Long.MAX_VALUE)).frame();
        assertThat(Header.view(repeated, 0)).isEqualTo(2);
        assertThat(Header.isChecksumValid(repeated, 0)).isTrue();
        assertThat(Bytes.getU128(repeated, Header.Reply.CONTEXT)).isEqualTo(Bytes.getU128(reply, Header.Reply.CONTEXT));
        assertThat(repeated.slice(Header.SIZE, 64)).isEqualTo(reply.slice(Header.SIZE, 64));
    }

    @Test
    void shouldRefuseAJournalWithAGap() {
        Prepare first = replica.local(request(Operation.CREATE_ACCOUNTS, 128), NOW);
        replica.commit(first);
        Prepare second = replica.local(request(Operation.CREATE_ACCOUNTS, 128), NOW);
        Replica other = new Replica(SETTINGS, new FakeMachine());
        other.replay(other.start());
        assertThatThrownBy(() -> other.replay(second)).hasMessageContaining("operation 2");
        assertThatThrownBy(() -> PrepareRecord.read(Bytes.allocate(96), 0, 96)).hasMessageContaining("newer");
    }

    private ValidatedRequest request(Operation operation, int length) {
        return replica.validate(operation, Bytes.allocate(length), length);
    }

    private void local(long now) {
        Prepare prepare = replica.local(request(Operation.CREATE_TRANSFERS, 256), now);
        journal.add(bytes(prepare));
        replica.commit(prepare);
    }

    private ByteBuffer execute(ByteBuffer request, long now) {
        AdmissionResult answer = replica.request(request, now, Long.MAX_VALUE);
        assertThat(answer).isInstanceOf(AdmissionResult.Execute.class);
        Prepare prepare = ((AdmissionResult.Execute) answer).prepare();
        if (prepare.kind() != Prepare.Kind.READ) {
            journal.add(bytes(prepare));
        }
        ByteBuffer reply = replica.commit(prepare);
        if (prepare.operation() == Operation.REGISTER.code()) {
            numbers.put((int) prepare.client().low(), reply.getLong(Header.Reply.COMMIT));
        }
        return reply;
    }

    private void assertAnswer(ByteBuffer request, EvictionReason reason) {
        assertThat(replica.request(request, NOW, Long.MAX_VALUE)).isEqualTo(new AdmissionResult.Evict(reason));
    }

    // Returns the repeated reply to the register of this client.
    private ByteBuffer stale(int client) {
        return ((AdmissionResult.Repeat) replica.request(register(client), NOW, Long.MAX_VALUE)).frame();
    }

    private static byte[] bytes(Prepare prepare) {
        PrepareRecord entry = new PrepareRecord(prepare);
        ByteBuffer bytes = Bytes.allocate(entry.size());
        entry.writeTo(bytes, 0);
        return bytes.array();
    }

    private static ByteBuffer register(int client) {
        ByteBuffer frame = request(client, Operation.REGISTER, 256);
        return seal(frame);
    }

    @Test
    void shouldBeginBehindTheReservedTime() {
        long read = replica.tick(NOW);
        assertThat(replica.isReserved(read)).isFalse();
        replica.reserved(read + 500);
        assertThat(replica.tick(NOW + 400)).isEqualTo(NOW + 400);
        assertThat(replica.isReserved(NOW + 400)).isTrue();
        assertThat(replica.isReserved(replica.tick(NOW + 501))).isFalse();

        Replica again = new Replica(SETTINGS, new FakeMachine());
        replayInto(again);
        again.reserved(NOW + 500);
        again.replay(again.start());
        assertThat(again.tick(1)).isGreaterThan(NOW + 500);
    }

    @Test
    void shouldBeginBehindTheTimeThatAnOlderLogRemembers() {
        Prepare remembered =
                Prepare.internal(Prepare.Kind.TIME, 0, replica.op() + 1, NOW + 500, replica.view(), SETTINGS.release());
        Replica again = new Replica(SETTINGS, new FakeMachine());
        replayInto(again);
        again.replay(remembered);
        assertThat(again.start().timestamp()).isEqualTo(NOW + 500);
    }

    @Test
    void shouldCreateAtTheTimeOfTheClockBelowAReservedTime() {
        replica.reserved(NOW + 500);
        ByteBuffer reply = execute(register(1), NOW + 3);
        assertThat(reply.getLong(Header.Reply.TIMESTAMP)).isEqualTo(NOW + 3);
    }

    @Test
    void shouldReadWithoutAPositionOfItsOwn() {
        ByteBuffer registered = execute(register(1), NOW);
        ByteBuffer read = execute(next(1, registered, Operation.LOOKUP_ACCOUNTS, 16), NOW);
        assertThat(read.getLong(Header.Reply.OP)).isEqualTo(1);
        assertThat(read.getLong(Header.Reply.COMMIT)).isEqualTo(1);
        assertThat(read.getLong(Header.Reply.TIMESTAMP)).isEqualTo(NOW + 1);
        ByteBuffer created = execute(next(1, read, Operation.CREATE_ACCOUNTS, 128), NOW);
        assertThat(created.getLong(Header.Reply.OP)).isEqualTo(2);
    }

    @Test
    void shouldRepeatAReadUntilTheNextStart() {
        ByteBuffer registered = execute(register(1), NOW);
        ByteBuffer request = next(1, registered, Operation.LOOKUP_ACCOUNTS, 16);
        ByteBuffer read = execute(request, NOW);
        AdmissionResult repeated = replica.request(request, NOW, Long.MAX_VALUE);
        assertThat(((AdmissionResult.Repeat) repeated).frame()).isSameAs(read);
        Replica again = restarted();
        AdmissionResult anew = again.request(request, NOW, Long.MAX_VALUE);
        assertThat(anew).isInstanceOf(AdmissionResult.Execute.class);
        assertThat(((AdmissionResult.Execute) anew).prepare().kind()).isEqualTo(Prepare.Kind.READ);
    }

    @Test
    void shouldGoOnAfterAStartWithARequestThatFollowsForgottenReads() {
        ByteBuffer registered = execute(register(1), NOW);
        ByteBuffer create = next(1, registered, Operation.CREATE_ACCOUNTS, 128);
        ByteBuffer created = execute(create, NOW);
        ByteBuffer read = execute(next(1, created, Operation.LOOKUP_ACCOUNTS, 16), NOW);
        ByteBuffer second = execute(next(1, read, Operation.LOOKUP_ACCOUNTS, 32), NOW);
        ByteBuffer fourth = next(1, second, Operation.CREATE_ACCOUNTS, 256);
        Replica again = restarted();
        assertThat(again.request(create, NOW, Long.MAX_VALUE)).isInstanceOf(AdmissionResult.Repeat.class);
        AdmissionResult next = again.request(fourth, NOW, Long.MAX_VALUE);
        ByteBuffer reply = again.commit(((AdmissionResult.Execute) next).prepare());
        assertThat(again.request(create, NOW, Long.MAX_VALUE)).isEqualTo(AdmissionResult.Drop.SILENTLY);
        ByteBuffer fifth = next(1, reply, Operation.CREATE_ACCOUNTS, 384);
        assertThat(again.request(fifth, NOW, Long.MAX_VALUE)).isInstanceOf(AdmissionResult.Execute.class);
        fifth.putInt(Header.Request.REQUEST, fifth.getInt(Header.Request.REQUEST) + 1);
        assertThat(again.request(seal(fifth), NOW, Long.MAX_VALUE))
                .as("only the first request after a start may skip numbers")
                .isEqualTo(AdmissionResult.Drop.SILENTLY);
        fourth.putInt(Header.Request.REQUEST, fourth.getInt(Header.Request.REQUEST) + 1);
        assertThat(again.request(seal(fourth), NOW, Long.MAX_VALUE))
                .as("the parent is checked again")
                .isEqualTo(AdmissionResult.Drop.SILENTLY);
    }

    @Test
    void shouldDropAnEarlierRequestThatComesLateAfterAStart() {
        ByteBuffer registered = execute(register(1), NOW);
        ByteBuffer first = next(1, registered, Operation.CREATE_ACCOUNTS, 128);
        ByteBuffer second = next(1, execute(first, NOW), Operation.CREATE_ACCOUNTS, 256);
        execute(second, NOW);
        Replica again = restarted();
        assertThat(again.request(first, NOW, Long.MAX_VALUE)).isEqualTo(AdmissionResult.Drop.SILENTLY);
        assertThat(again.request(register(1), NOW, Long.MAX_VALUE)).isEqualTo(AdmissionResult.Drop.SILENTLY);
        assertThat(again.request(second, NOW, Long.MAX_VALUE)).isInstanceOf(AdmissionResult.Repeat.class);
    }

    @Test
    void shouldEvictTheSameSessionWhenItsReadsAreForgotten() {
        for (int client = 1; client <= 64; client++) {
            execute(register(client), NOW);
        }
        execute(next(1, stale(1), Operation.LOOKUP_ACCOUNTS, 16), NOW);
        execute(register(65), NOW);
        Replica again = restarted();
        assertThat(replica.hasSession(UInt128.of(1), 1)).isTrue();
        assertThat(again.hasSession(UInt128.of(1), 1)).isTrue();
        assertThat(replica.hasSession(UInt128.of(2), 2)).isFalse();
        assertThat(again.hasSession(UInt128.of(2), 2)).isFalse();
    }

    @Test
    void shouldEvictTheOldestSessionOfALogThatDoesNotNameIt() {
        for (int client = 1; client <= 65; client++) {
            execute(register(client), NOW);
        }
        byte[] last = journal.get(journal.size() - 1);
        Arrays.fill(last, PrepareRecord.EVICTED, PrepareRecord.EVICTED + 16, (byte) 0);
        Replica again = restarted();
        assertThat(again.hasSession(UInt128.of(1), 1)).isFalse();
        assertThat(again.hasSession(UInt128.of(2), 2)).isTrue();
    }

    private void replayInto(Replica again) {
        for (byte[] bytes : journal) {
            again.replay(PrepareRecord.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length));
        }
    }

    private Replica restarted() {
        Replica again = new Replica(SETTINGS, new FakeMachine());
        replayInto(again);
        again.replay(again.start());
        again.recovered();
        return again;
    }

    @Test
    void shouldEvictAHeaderWithoutASessionAndExecuteNone() {
        ByteBuffer registered = execute(register(1), NOW);
        ByteBuffer stranger = next(2, null, Operation.CREATE_ACCOUNTS, 32_000);
        assertThat(replica.headerOfRequest(stranger, Long.MAX_VALUE))
                .isEqualTo(new AdmissionResult.Evict(EvictionReason.NO_SESSION));
        ByteBuffer member = next(1, registered, Operation.CREATE_ACCOUNTS, 32_000);
        assertThat(replica.headerOfRequest(member, Long.MAX_VALUE)).isEqualTo(AdmissionResult.Drop.SILENTLY);
        assertThat(replica.hasSession(UInt128.of(1), 1)).isTrue();
        assertThat(replica.hasSession(UInt128.of(1), 2)).isFalse();
        assertThat(replica.hasSession(UInt128.of(2), 1)).isFalse();
    }

    private ByteBuffer next(int client, ByteBuffer lastReply, Operation operation, int length) {
        ByteBuffer frame = request(client, operation, length);
        frame.putLong(Header.Request.SESSION, 1);
        frame.putInt(Header.Request.REQUEST, 1);
        if (lastReply != null) {
            frame.putInt(Header.Request.REQUEST, lastReply.getInt(Header.Reply.REQUEST) + 1);
            frame.putLong(Header.Request.SESSION, numbers.getOrDefault(client, 1L));
            Bytes.putU128(frame, Header.Request.PARENT, Bytes.getU128(lastReply, Header.Reply.CONTEXT));
        }
        return seal(frame);
    }

    private static ByteBuffer request(int client, Operation operation, int length) {
        ByteBuffer frame = Bytes.allocate(Math.max(40_000, Header.SIZE + length));
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, UInt128.of(client));
        frame.put(Header.Request.OPERATION, (byte) operation.code());
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        return frame;
    }

    private static ByteBuffer seal(ByteBuffer frame) {
        Header.seal(frame, 0);
        return frame;
    }

    private static ByteBuffer ping(int client, long session) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PING_CLIENT, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.PingClient.CLIENT, UInt128.of(client));
        frame.putLong(Header.PingClient.SESSION, session);
        return seal(frame);
    }
}
