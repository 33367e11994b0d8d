package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger that was killed, or lost its power, knows what it acknowledged when it is opened again. */
@Timeout(60)
class RecoveryIT {
    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES)
            .withMemory(MemorySettings.create().withRecords(MemorySettings.Records.OFF_HEAP));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void shouldRefuseAnotherBatchSizeLimitThanTheDataWasWrittenWith() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        open(disk, SETTINGS).close();
        MemoryDisk after = disk.kill();
        assertThatThrownBy(() -> EmbeddedLedger.open(SETTINGS.withBatchSizeLimit(512), after))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining("the data in ledger was written with batch-size-limit 1048320, but 512 is set;"
                        + " set it to 1048320")
                .hasMessageContaining("EmbeddedSettings.withBatchSizeLimit");
        open(after.kill(), SETTINGS);
    }

    @Test
    void shouldGiveTheSameReplyAfterAKillAndGoOnWithTheSession() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS);
        WireConnection connection = connect(ledger);
        WireClient client = new WireClient(7);
        client.registerOn(connection);
        client.ask(connection, Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(account(1), account(2))));
        ByteBuffer last =
                client.next(Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(Bodies.transfer(9, 1, 2, 5))));
        connection.send(last);
        ByteBuffer reply = client.take(connection.frame());
        int view = Header.view(reply, 0);
        MemoryDisk after = disk.kill();
        for (int start = 1; start <= 3; start++) {
            EmbeddedLedger again = open(after, SETTINGS);
            WireConnection second = connect(again);
            second.send(client.ping());
            assertThat(Header.view(second.frame(), 0)).isEqualTo(view + start);
            second.send(last);
            ByteBuffer repeated = second.frame();
            assertThat(Header.view(repeated, 0)).isEqualTo(view + start);
            assertThat(Header.isChecksumValid(repeated, 0)).isTrue();
            assertSameButForTheView(repeated, reply);
            after = after.kill();
        }
        EmbeddedLedger again = open(after, SETTINGS);
        WireConnection second = connect(again);
        second.send(client.ping());
        second.frame();
        ByteBuffer found =
                client.ask(second, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(1), UInt128.of(2))));
        assertThat(AccountCodec.decode(found, Header.SIZE).debitsPosted()).isEqualTo(UInt128.of(5));
        assertThat(AccountCodec.decode(found, Header.SIZE + 128).creditsPosted())
                .isEqualTo(UInt128.of(5));
    }

    @Test
    void shouldKeepEveryReplyThatLeftInAPowerCut() throws Exception {
        long seed = 4711;
        for (int round = 0; round < 12; round++) {
            Random random = new Random(seed + round);
            MemoryDisk disk = new MemoryDisk();
            EmbeddedLedger ledger = open(disk, SETTINGS);
            List<WireClient> clients = new ArrayList<>();
            List<WireConnection> connections = new ArrayList<>();
            List<ByteBuffer> sent = new ArrayList<>();
            List<ByteBuffer> replies = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                WireClient client = new WireClient(100 + i);
                clients.add(client);
                connections.add(connect(ledger));
                ByteBuffer register = client.register();
                connections.get(i).send(register);
                sent.add(register);
                replies.add(client.take(connections.get(i).frame()));
            }
            for (int step = 0; step < 1 + random.nextInt(30); step++) {
                int i = random.nextInt(3);
                ByteBuffer request = random.nextInt(3) == 0
                        ? clients.get(i).next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(1 + step))))
                        : clients.get(i).next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(account(1 + step))));
                connections.get(i).send(request);
                sent.set(i, request);
                replies.set(i, clients.get(i).take(connections.get(i).frame()));
            }
            connections.get(0).send(clients.get(0).next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())));
            MemoryDisk after = disk.powerCut(random);
            EmbeddedLedger again = open(after, SETTINGS);
            for (int i = 1; i < 3; i++) {
                WireConnection connection = connect(again);
                connection.send(clients.get(i).ping());
                connection.frame();
                connection.send(sent.get(i));
                assertAnsweredAgain(connection.frame(), replies.get(i));
            }
            close();
            open.clear();
        }
    }

    // A create gets the identical reply. A read is executed again, later.
    private static void assertAnsweredAgain(ByteBuffer reply, ByteBuffer before) {
        if (reply.get(Header.Reply.OPERATION) == (byte) Operation.LOOKUP_ACCOUNTS.code()) {
            assertThat(Bytes.getU128(reply, Header.Reply.REQUEST_CHECKSUM))
                    .isEqualTo(Bytes.getU128(before, Header.Reply.REQUEST_CHECKSUM));
            assertThat(reply.getLong(Header.Reply.TIMESTAMP)).isGreaterThan(before.getLong(Header.Reply.TIMESTAMP));
        } else {
            assertSameButForTheView(reply, before);
        }
    }

    @Test
    void shouldEndSessionsInTheJvmAsUnknownWhenTheDiskFails() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS);
        LedgerSession session = started(ledger);
        WireConnection connection = connect(ledger);
        new WireClient(7).registerOn(connection);
        disk.failAt(0);
        assertThat(ask(session, Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(account(1)))))
                .isInstanceOf(Outcome.Unknown.class);
        Awaitility.await().until(() -> session.state() instanceof SessionState.Closed);
        assertThat(ask(session, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())))
                .isInstanceOf(Outcome.NotSent.class);
        connection.send(new WireClient(7).ping());
        assertThat(connection.frame()).isNull();
        ledger.close();
        EmbeddedLedger again = open(disk.kill(), SETTINGS);
        assertThat(ask(started(again), Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())))
                .isInstanceOf(Outcome.Reply.class);
    }

    @Test
    void shouldExpirePendingTransfersByPulsesThatARestartRepeats() throws Exception {
        ManualClock clock = new ManualClock();
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS.withClock(clock));
        LedgerSession session = started(ledger);
        ask(session, Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(account(1), account(2))));
        Transfer pending = Bodies.transfer(9, 1, 2, 5).toBuilder()
                .flags(TransferFlags.PENDING)
                .timeout(1)
                .build();
        ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(pending)));
        assertThat(pendingDebits(session)).isEqualTo(UInt128.of(5));
        clock.advance(Duration.ofMillis(1100));
        Awaitility.await().until(() -> pendingDebits(session).isZero());
        EmbeddedLedger again = open(disk.kill(), SETTINGS.withClock(clock));
        assertThat(pendingDebits(started(again))).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldNotStepBackInTimeWithTheClock() throws Exception {
        ManualClock clock = new ManualClock();
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS.withClock(clock));
        long first =
                reply(started(ledger), Bodies.accounts(List.of(account(1)))).timestamp();
        ledger.close();
        clock.setRealtimeNanos(1000);
        EmbeddedLedger again = open(disk.kill(), SETTINGS.withClock(clock));
        LedgerSession session = started(again);
        assertThat(((SessionState.Registered) session.state()).registerTimestamp())
                .isGreaterThan(first);
        assertThat(reply(session, Bodies.accounts(List.of(account(2)))).timestamp())
                .isGreaterThan(first + 1);
    }

    @Test
    void shouldNotStepBackBehindWhatAReadHasShown() throws Exception {
        for (boolean kill : new boolean[] {true, false}) {
            ManualClock clock = new ManualClock();
            MemoryDisk disk = new MemoryDisk();
            EmbeddedLedger ledger = open(disk, SETTINGS.withClock(clock));
            LedgerSession session = started(ledger);
            long created = reply(session, Bodies.accounts(List.of(account(1)))).timestamp();
            clock.advance(Duration.ofHours(1));
            Outcome.Reply read =
                    (Outcome.Reply) ask(session, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(2))));
            assertThat(read.timestamp())
                    .isGreaterThan(created + Duration.ofMinutes(59).toNanos());
            MemoryDisk after = kill ? disk.kill() : closed(ledger, disk);
            clock.setRealtimeNanos(created + 1);
            EmbeddedLedger again = open(after, SETTINGS.withClock(clock));
            LedgerSession next = started(again);
            Outcome.Reply later = reply(next, Bodies.accounts(List.of(account(2))));
            assertThat(later.timestamp()).as("killed: %s", kill).isGreaterThan(read.timestamp());
            assertThat(later.timestamp() - read.timestamp())
                    .as("not far ahead")
                    .isLessThan(Duration.ofSeconds(kill ? 2 : 1).toNanos() / (kill ? 1 : 1_000));
        }
    }

    private static MemoryDisk closed(EmbeddedLedger ledger, MemoryDisk disk) {
        ledger.close();
        return disk.kill();
    }

    @Test
    void shouldSayWhatIsFullAndGoOnByItselfWhenThereIsRoom() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS);
        LedgerSession session = started(ledger);
        WireConnection connection = connect(ledger);
        WireClient client = new WireClient(7);
        client.registerOn(connection);
        disk.usableBytes(1 << 20);
        ByteBuffer accounts = Bodies.accounts(List.of(account(1)));
        Awaitility.await().until(() -> ask(session, Operation.CREATE_ACCOUNTS, accounts) instanceof Outcome.NoCapacity);
        assertThat(ledger.full()).contains("the disk of ledger is full: 1 MiB are left");
        Awaitility.await().until(() -> session.state() instanceof SessionState.Full);
        assertThat(session.state().isRegistered()).isTrue();
        assertThat(ask(session, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())))
                .isInstanceOf(Outcome.Reply.class);
        assertThat(started(ledger).state()).isInstanceOf(SessionState.Full.class);

        ByteBuffer create = client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(account(2))));
        connection.send(create);
        assertThat(connection.frame()).as("closed, not silent").isNull();

        disk.usableBytes(Long.MAX_VALUE);
        Awaitility.await().until(() -> session.state() instanceof SessionState.Registered);
        assertThat(ledger.full()).isNull();
        assertThat(ask(session, Operation.CREATE_ACCOUNTS, accounts)).isInstanceOf(Outcome.Reply.class);
        WireConnection second = connect(ledger);
        second.send(client.ping());
        second.frame();
        second.send(create);
        client.take(second.frame());
    }

    @Test
    void shouldRefuseWhatItCannotOpenWithAMessage() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        EmbeddedLedger ledger = open(disk, SETTINGS);
        assertThatThrownBy(() -> open(disk, SETTINGS))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining("in use");
        ledger.close();
        assertThatThrownBy(() -> open(disk, SETTINGS.withClusterId(UInt128.of(3))))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining("cluster 0");
    }

    private EmbeddedLedger open(MemoryDisk disk, EmbeddedSettings settings) {
        EmbeddedLedger ledger = EmbeddedLedger.open(settings, disk);
        open.add(ledger);
        return ledger;
    }

    private WireConnection connect(EmbeddedLedger ledger) throws Exception {
        WireConnection connection =
                new WireConnection(ledger.serve(ServerSettings.onFreePort()).address());
        open.add(0, connection);
        return connection;
    }

    private static LedgerSession started(EmbeddedLedger ledger) {
        LedgerSession session = ledger.newSession();
        session.start(state -> {});
        Awaitility.await().until(() -> session.state().isRegistered());
        return session;
    }

    private static Outcome.Reply reply(LedgerSession session, ByteBuffer accounts) throws Exception {
        return (Outcome.Reply) ask(session, Operation.CREATE_ACCOUNTS, accounts);
    }

    private static UInt128 pendingDebits(LedgerSession session) throws Exception {
        Outcome.Reply found =
                (Outcome.Reply) ask(session, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(1))));
        return AccountCodec.decode(found.body(), 0).debitsPending();
    }

    private static Outcome ask(LedgerSession session, Operation operation, ByteBuffer body) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        session.submit(operation, Body.of(body), answer -> {
            if (answer instanceof Outcome.Reply reply) {
                ByteBuffer copy = Bytes.allocate(reply.body().limit());
                copy.put(0, reply.body(), 0, copy.limit());
                outcome.complete(new Outcome.Reply(copy, reply.timestamp()));
            } else {
                outcome.complete(answer);
            }
        });
        return outcome.get(20, TimeUnit.SECONDS);
    }

    private static void assertSameButForTheView(ByteBuffer repeated, ByteBuffer reply) {
        ByteBuffer copy = Bytes.allocate(repeated.limit());
        copy.put(0, repeated, 0, repeated.limit());
        copy.putInt(Header.VIEW, Header.view(reply, 0));
        Header.seal(copy, 0);
        assertThat(copy).isEqualTo(reply);
    }

    private static Account account(long id) {
        return Bodies.account(id);
    }
}
