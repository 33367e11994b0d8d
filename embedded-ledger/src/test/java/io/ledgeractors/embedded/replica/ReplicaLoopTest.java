package io.ledgeractors.embedded.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.embedded.journal.Durable;
import io.ledgeractors.embedded.journal.Log;
import io.ledgeractors.embedded.journal.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger's thread does while the disk takes its time. */
class ReplicaLoopTest {
    private final SlowLog log = new SlowLog();
    private ReplicaLoop loop;

    @BeforeEach
    void start() {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, 32_512), new FakeMachine());
        replica.replay(replica.start());
        loop = new ReplicaLoop(replica, log, Clock.system());
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

    private static ByteBuffer ping() {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PING_CLIENT, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.PingClient.CLIENT, UInt128.of(9));
        Header.seal(frame, 0);
        return frame;
    }

    private static final class Heard implements Peer {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void consumed() {
            events.add("consumed");
        }

        @Override
        public void send(ByteBuffer frame) {
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

    /** Forces when the test says so. */
    private static final class SlowLog implements Log {
        private record Waiting(long op, Durable callback) {}

        private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
        private volatile long durable;

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
        public @Nullable String noRoom(int bytes) {
            return null;
        }

        @Override
        public void whenDurable(long op, Durable callback) {
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
