package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Cases that the recorded wire cases do not cover: split frames, input that stops a real server, and bounds. */
@Timeout(30)
class ServerIT {
    private EmbeddedLedger ledger;
    private LedgerServer server;
    private final List<WireConnection> connections = new ArrayList<>();

    @BeforeEach
    void serve() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        server = ledger.serve(ServerSettings.onFreePort());
    }

    @AfterEach
    void close() throws IOException {
        for (WireConnection connection : connections) {
            connection.close();
        }
        ledger.close();
    }

    @Test
    void shouldNotCareWhereAFrameIsSplit() throws Exception {
        WireConnection connection = connect();
        WireClient client = new WireClient(7);
        client.registerOn(connection);
        ByteBuffer body = Bodies.ids(List.of(UInt128.of(1)));
        for (int at = 1; at < Header.SIZE + body.limit(); at++) {
            byte[] frame = client.next(Operation.LOOKUP_ACCOUNTS, body).array();
            connection.send(frame, 0, at);
            connection.send(frame, at, frame.length);
            client.take(connection.frame());
        }
        assertThat(client.request).isEqualTo(Header.SIZE + body.limit() - 1);
    }

    @Test
    void shouldCloseOnACommandThatDoesNotExist() throws Exception {
        for (int command : new int[] {0, 12, 25, 255}) {
            WireConnection connection = connect();
            connection.send(resealed(new WireClient(7).ping(), Header.COMMAND, command));
            assertThat(connection.frame()).as("command %d", command).isNull();
        }
    }

    @Test
    void shouldDropWhatStopsARealServer() throws Exception {
        WireConnection connection = connect();
        WireClient client = new WireClient(7);
        client.registerOn(connection);
        ByteBuffer nobody = new WireClient(0).ping();
        ByteBuffer register = client.register();
        register.put(Header.SIZE + 255, (byte) 1);
        Header.body(register, 0, 256, Checksum.of(register, Header.SIZE, 256));
        Header.seal(register, 0);
        ByteBuffer pulse = client.frame(128, client.session, 1, client.context, Bytes.allocate(0));
        connection.send(nobody, register, pulse);
        for (int command : new int[] {Command.PONG_CLIENT, Command.REPLY, Command.EVICTION, 1}) {
            connection.send(resealed(client.ping(), Header.COMMAND, command));
        }
        client.ask(connection, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of()));
        assertThat(client.request).isEqualTo(1);
    }

    @Test
    void shouldAnswerARepeatedRequestWithTheSameBytes() throws Exception {
        WireConnection connection = connect();
        WireClient client = new WireClient(7);
        client.registerOn(connection);
        ByteBuffer create =
                client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1), Bodies.account(2))));
        connection.send(create);
        ByteBuffer reply = client.take(connection.frame());
        for (int i = 0; i < 3; i++) {
            connection.send(create);
            assertThat(connection.frame()).isEqualTo(reply);
        }
    }

    @Test
    void shouldEvictTheSessionWhoseLastReplyIsOldest() throws Exception {
        List<WireClient> clients = new ArrayList<>();
        List<WireConnection> theirs = new ArrayList<>();
        for (int i = 1; i <= 64; i++) {
            WireClient client = new WireClient(i);
            WireConnection connection = connect();
            client.registerOn(connection);
            clients.add(client);
            theirs.add(connection);
        }
        clients.get(0).ask(theirs.get(0), Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of()));
        new WireClient(65).registerOn(connect());
        clients.get(0).ask(theirs.get(0), Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of()));
        theirs.get(1).send(clients.get(1).next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())));
        ByteBuffer eviction = theirs.get(1).frame();
        assertThat(Header.command(eviction, 0)).isEqualTo(Command.EVICTION);
        assertThat(eviction.get(Header.Eviction.REASON)).isEqualTo((byte) EvictionReason.NO_SESSION.code());
        assertThat(Bytes.getU128(eviction, Header.Eviction.CLIENT)).isEqualTo(UInt128.of(2));
    }

    @Test
    void shouldEvictWhoNeverRegistered() throws Exception {
        WireConnection connection = connect();
        WireClient client = new WireClient(7);
        client.session = 3;
        connection.send(client.next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())));
        assertThat(connection.frame().get(Header.Eviction.REASON)).isEqualTo((byte) 1);
    }

    @Test
    void shouldCloseForAnotherCluster() throws Exception {
        WireConnection connection = connect();
        connection.send(new WireClient(UInt128.of(7), UInt128.of(1)).register());
        assertThat(connection.frame()).isNull();
    }

    @Test
    void shouldCloseConnectionsBeyondTheMaximumAtOnce() throws Exception {
        LedgerServer small = ledger.serve(ServerSettings.onFreePort().withMaxConnections(2));
        WireConnection first = new WireConnection(small.address());
        connections.add(first);
        new WireClient(7).registerOn(first);
        WireConnection second = new WireConnection(small.address());
        connections.add(second);
        new WireClient(8).registerOn(second);
        WireConnection third = new WireConnection(small.address());
        connections.add(third);
        assertThat(third.frame()).isNull();
        second.close();
        WireConnection fourth = null;
        while (fourth == null) { // until the server has noticed that the second one is gone
            WireConnection next = new WireConnection(small.address());
            connections.add(next);
            fourth = isServed(next) ? next : null;
        }
        new WireClient(9).registerOn(fourth);
    }

    @Test
    void shouldCloseAConnectionWithoutASessionForANewOne() throws Exception {
        LedgerServer small = ledger.serve(ServerSettings.onFreePort().withMaxConnections(2));
        WireConnection registered = connectTo(small);
        new WireClient(7).registerOn(registered);
        WireConnection silent = connectTo(small);
        WireConnection pinging = connectTo(small);
        assertThat(silent.frame()).isNull();
        pinging.send(new WireClient(8).ping());
        assertThat(Header.command(pinging.frame(), 0)).isEqualTo(Command.PONG_CLIENT);
        WireConnection second = connectTo(small);
        assertThat(pinging.frame()).isNull();
        new WireClient(9).registerOn(second);
        assertThat(connectTo(small).frame()).isNull();
        assertThat(registered.isSilent()).isTrue();
    }

    @Test
    void shouldCloseTheConnectionOfASessionThatHadToGo() throws Exception {
        LedgerServer small = ledger.serve(ServerSettings.onFreePort().withMaxConnections(65));
        WireConnection oldest = connectTo(small);
        new WireClient(1).registerOn(oldest);
        for (int id = 2; id <= 64; id++) {
            new WireClient(id).registerOn(connectTo(small));
        }
        WireConnection last = connectTo(small);
        new WireClient(65).registerOn(last);
        WireConnection beyond = connectTo(small);
        assertThat(oldest.frame()).isNull();
        new WireClient(66).registerOn(beyond);
        assertThat(last.isSilent()).isTrue();
    }

    @Test
    void shouldTellAReasonOnce() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.ledgeractors.embedded.server");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        try {
            for (int i = 0; i < 5; i++) {
                WireConnection connection = connect();
                connection.send(ByteBuffer.allocate(Header.SIZE));
                assertThat(connection.frame()).isNull();
            }
            WireConnection elsewhere = connect();
            elsewhere.send(new WireClient(UInt128.of(7), UInt128.of(1)).register());
            assertThat(elsewhere.frame()).isNull();
            WireConnection unregistered = connect();
            WireClient client = new WireClient(7);
            client.session = 3;
            unregistered.send(client.next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of())));
            unregistered.frame();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(3)
                .startsWith(
                        "127.0.0.1 sent bytes that are no frame of the protocol",
                        "127.0.0.1 asked for another cluster: this is cluster 0")
                .last()
                .asString()
                .matches("127.0.0.1 was evicted: NO_SESSION: client #[0-9a-f]{8}");
    }

    @Test
    void shouldEchoTheReleaseOfOldClientsAndServeTheirOperations() throws Exception {
        WireConnection connection = connect();
        WireClient client = new WireClient(7);
        client.release = Release.of(0, 16, 30);
        client.registerOn(connection);
        ByteBuffer plain = Bodies.accounts(List.of(Bodies.account(1), Bodies.account(1)));
        plain.limit(256);
        ByteBuffer created = client.ask(connection, Operation.CREATE_ACCOUNTS_PLAIN, plain);
        assertThat(Header.release(created, 0)).isEqualTo(Release.of(0, 16, 30));
        assertThat(created.limit()).isEqualTo(Header.SIZE + 8);
        assertThat(created.getInt(Header.SIZE)).isEqualTo(1);
        assertThat(created.getInt(Header.SIZE + 4)).isEqualTo(21);
    }

    @Test
    void shouldListenOnLoopbackUnlessToldOtherwise() {
        ReplicaAddress anywhere = new ReplicaAddress("0.0.0.0", 0);
        assertThatThrownBy(() -> ledger.serve(ServerSettings.at(anywhere)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.1");
        ledger.serve(ServerSettings.at(anywhere).withAllowRemote(true)).close();
    }

    @Test
    void shouldSayThatAPortIsTaken() {
        assertThatThrownBy(() -> ledger.serve(ServerSettings.at(server.address())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(server.address().port()));
    }

    private WireConnection connect() throws IOException {
        return connectTo(server);
    }

    private WireConnection connectTo(LedgerServer other) throws IOException {
        WireConnection connection = new WireConnection(other.address());
        connections.add(connection);
        return connection;
    }

    private static ByteBuffer resealed(ByteBuffer frame, int at, int value) {
        frame.put(at, (byte) value);
        Header.seal(frame, 0);
        return frame;
    }

    // A server that has no slot for a connection closes it instead of sending a pong.
    private static boolean isServed(WireConnection connection) {
        try {
            connection.send(new WireClient(9).ping());
            return connection.frame() != null;
        } catch (IOException closed) {
            return false;
        }
    }
}
