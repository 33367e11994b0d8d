package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.log.MemoryLog;
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

/**
 * Peers on real sockets that do not complete what they begin or do not read. {@link ConnectionTimeoutsTest} tests the
 * timeouts themselves.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutsIT {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeMachine machine = new FakeMachine();
    private ReplicaLoop loop;
    private TcpServer server;

    @BeforeEach
    void serve() throws IOException {
        serve(new Timeouts(LONG, SHORT, SHORT, SHORT));
    }

    private void serve(Timeouts timeouts) throws IOException {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, Header.BODY_MAX), machine);
        replica.replay(replica.start());
        loop = new ReplicaLoop(replica, new MemoryLog(), Clock.system(), () -> {}, () -> {}, full -> {});
        loop.start();
        server = TcpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ServerLimits(10, 4 << 20),
                UInt128.ZERO,
                loop,
                timeouts);
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
    void shouldCutAPeerThatDoesNotReadWhileOthersAreServed() throws Exception {
        machine.replySize = Header.BODY_MAX;
        try (Socket deaf = connect();
                Socket served = connect()) {
            served.getOutputStream().write(frame(8, Operation.REGISTER, 256, 0, 0, UInt128.ZERO));
            assertThat(served.getInputStream().readNBytes(320)).hasSize(320);
            deaf.getOutputStream().write(register());
            byte[] registered = deaf.getInputStream().readNBytes(320);
            byte[] lookup = lookup(littleEndian(registered));
            // The writes stand still once all buffers are full, until the server cuts the connection.
            assertThatThrownBy(() -> writeWithoutEnd(deaf, lookup)).isInstanceOf(SocketException.class);
            served.setSoTimeout(10_000);
            served.getOutputStream().write(frame(8, Operation.REGISTER, 256, 0, 0, UInt128.ZERO));
            assertThat(served.getInputStream().readNBytes(320)).hasSize(320);
        }
    }

    @Test
    void shouldCutAPeerThatStopsInTheMiddleOfAnAnswer() throws Exception {
        machine.replySize = Header.BODY_MAX;
        try (Socket deaf = connect(4096)) {
            deaf.getOutputStream().write(register());
            ByteBuffer registered = littleEndian(deaf.getInputStream().readNBytes(320));
            byte[] lookup = lookup(registered);
            deaf.getOutputStream().write(lookup);
            assertThat(deaf.getInputStream().readNBytes(1024)).hasSize(1024);
            assertThatThrownBy(() -> writeWithoutEnd(deaf, lookup)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void shouldNotPileUpAnswersForAConnectionThatDoesNotRead() throws Exception {
        close();
        serve(Timeouts.DEFAULT);
        machine.replySize = Header.BODY_MAX;
        try (Socket deaf = connect(4096);
                Socket asking = connect()) {
            deaf.getOutputStream().write(register());
            ByteBuffer registered = littleEndian(deaf.getInputStream().readNBytes(320));
            byte[] lookup = lookup(registered);
            for (int i = 0; i < 100; i++) {
                asking.getOutputStream().write(lookup);
            }
            asking.getOutputStream().write(new byte[Header.SIZE]);
            assertThat(isCut(asking)).as("all before is done").isTrue();
            assertThat(countBytes(deaf)).isLessThan(20L * Header.FRAME_MAX);
        }
    }

    @Test
    void shouldNotWorkForAPeerBeforeItHasReadItsAnswers() throws Exception {
        close();
        serve(Timeouts.DEFAULT);
        machine.replySize = Header.BODY_MAX;
        try (Socket socket = connect(4096)) {
            socket.getOutputStream().write(register());
            ByteBuffer registered = littleEndian(socket.getInputStream().readNBytes(320));
            byte[] lookup = lookup(registered);
            ByteBuffer many = ByteBuffer.allocate(40 * lookup.length);
            for (int i = 0; i < 40; i++) {
                many.put(lookup);
            }
            socket.getOutputStream().write(many.array());
            for (int i = 0; i < 40; i++) {
                assertThat(socket.getInputStream().readNBytes(Header.FRAME_MAX)).hasSize(Header.FRAME_MAX);
            }
        }
    }

    private static void writeWithoutEnd(Socket socket, byte[] bytes) throws IOException {
        while (true) {
            socket.getOutputStream().write(bytes);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    // Returns the number of bytes until the end of the stream, or until no more bytes come.
    private static long countBytes(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        long count = 0;
        byte[] piece = new byte[1 << 16];
        try {
            for (int length = socket.getInputStream().read(piece); length > 0; ) {
                count += length;
                length = socket.getInputStream().read(piece);
            }
        } catch (SocketTimeoutException | SocketException end) {
            return count;
        }
        return count;
    }

    private Socket connect() throws IOException {
        return connect(0);
    }

    private Socket connect(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(server.address());
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
