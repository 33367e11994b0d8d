package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.journal.MemoryLog;
import io.ledgeractors.embedded.replica.FakeMachine;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.replica.ReplicaSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that begin something and do not go on, or do not listen. */
@Timeout(30)
class TimeoutsIT {
    private static final Duration SHORT = Duration.ofMillis(150);

    private final FakeMachine machine = new FakeMachine();
    private ReplicaLoop loop;
    private TcpServer server;

    @BeforeEach
    void serve() throws IOException {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, Header.BODY_MAX), machine);
        replica.replay(replica.start());
        loop = new ReplicaLoop(replica, new MemoryLog(), Clock.system());
        loop.start();
        server = TcpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                10,
                UInt128.ZERO,
                loop,
                new Timeouts(SHORT, SHORT, SHORT));
    }

    @AfterEach
    void close() {
        server.close();
        loop.close();
    }

    @Test
    void shouldCutAPeerThatDoesNotFinishAHeader() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(register(), 0, 100);
            assertThat(isCut(socket)).isTrue();
        }
    }

    @Test
    void shouldCutAPeerThatDoesNotFinishABody() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(register(), 0, 300);
            assertThat(isCut(socket)).isTrue();
        }
    }

    @Test
    void shouldLetASilentPeerBe() throws Exception {
        try (Socket silent = connect();
                Socket served = connect()) {
            served.getOutputStream().write(register());
            assertThat(served.getInputStream().readNBytes(320)).hasSize(320);
            silent.setSoTimeout(4 * (int) SHORT.toMillis());
            try {
                assertThat(silent.getInputStream().read()).isEqualTo(0);
            } catch (SocketTimeoutException stillOpen) {
                assertThat(stillOpen).isNotNull();
            }
            served.getOutputStream().write(register());
            assertThat(served.getInputStream().readNBytes(320)).hasSize(320);
        }
    }

    @Test
    void shouldCutAPeerThatDoesNotReadWhileOthersAreServed() throws Exception {
        machine.replySize = Header.BODY_MAX;
        try (Socket deaf = connect();
                Socket served = connect()) {
            deaf.getOutputStream().write(register());
            byte[] registered = deaf.getInputStream().readNBytes(320);
            byte[] lookup = lookup(ByteBuffer.wrap(registered).order(java.nio.ByteOrder.LITTLE_ENDIAN));
            boolean cut = false;
            for (int i = 0; i < 2000 && !cut; i++) {
                try {
                    deaf.getOutputStream().write(lookup);
                    Thread.sleep(1);
                } catch (SocketException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
            served.setSoTimeout(10_000);
            served.getOutputStream().write(frame(8, Operation.REGISTER, 256, 0, 0, UInt128.ZERO));
            assertThat(served.getInputStream().readNBytes(320)).hasSize(320);
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            InputStream in = socket.getInputStream();
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static byte[] register() {
        return frame(7, Operation.REGISTER, 256, 0, 0, UInt128.ZERO);
    }

    private static byte[] lookup(ByteBuffer registered) {
        return frame(
                7,
                Operation.LOOKUP_ACCOUNTS,
                16,
                registered.getLong(Header.Reply.COMMIT),
                1,
                Bytes.getU128(registered, Header.Reply.CONTEXT));
    }

    private static byte[] frame(
            long client, Operation operation, int length, long session, int number, UInt128 parent) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.PARENT, parent);
        Bytes.putU128(frame, Header.Request.CLIENT, UInt128.of(client));
        frame.putLong(Header.Request.SESSION, session);
        frame.putInt(Header.Request.REQUEST, number);
        frame.put(Header.Request.OPERATION, (byte) operation.code());
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame.array();
    }
}
