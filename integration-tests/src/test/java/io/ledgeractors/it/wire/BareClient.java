package io.ledgeractors.it.wire;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/**
 * A client without rules, which keeps a session and sends the bytes that a test wants. An embedded server answers a
 * ping after the frames before it, so a pong ends the replies. A patient client waits for the reply itself and repeats
 * its request.
 */
final class BareClient implements AutoCloseable {
    private static final int ATTEMPTS = 40;
    private static final int AGAIN_AFTER_MILLIS = 500;

    private final ReplicaAddress server;
    private final UInt128 cluster;
    private final UInt128 id;
    private final boolean isPatient;
    private boolean isRegistering;
    private Socket socket;
    private long session;
    private int answered;
    private int view;
    private UInt128 parent = UInt128.ZERO;
    private ByteBuffer last;

    /** Connects to a server of cluster 0. */
    BareClient(ReplicaAddress server, UInt128 id) throws IOException {
        this(server, UInt128.ZERO, id, false);
    }

    /** Connects to the server. A patient client connects to any server. */
    BareClient(ReplicaAddress server, UInt128 cluster, UInt128 id, boolean isPatient) throws IOException {
        this.server = server;
        this.cluster = cluster;
        this.isPatient = isPatient;
        this.id = id;
        connect();
    }

    /** Registers a session; an answer other than a reply is an error. */
    BareClient register() throws IOException {
        isRegistering = true;
        boolean answered = say(request(Operation.REGISTER, Bytes.allocate(256)).array());
        isRegistering = false;
        if (!answered || last == null || Header.command(last, 0) != Command.REPLY) {
            throw new IOException("not registered");
        }
        return this;
    }

    /** Sends the register of before once more, as if it had been delayed on its way, and ignores its reply. */
    void repeatRegister() throws IOException {
        if (isPatient) {
            reconnectIfClosed();
            socket.getOutputStream()
                    .write(request(Operation.REGISTER, Bytes.allocate(256)).array());
            return;
        }
        long before = session;
        int number = answered;
        UInt128 context = parent;
        say(request(Operation.REGISTER, Bytes.allocate(256)).array());
        session = before;
        answered = number;
        parent = context;
    }

    /** Returns the last reply or eviction for the newest request; null if there was none. */
    ByteBuffer last() {
        return last;
    }

    /** Changes the next request, sends it and then a ping. Returns false if the server closed the connection. */
    boolean ask(Operation operation, ByteBuffer body, UnaryOperator<byte[]> change) throws IOException {
        return say(change.apply(request(operation, body).array()));
    }

    /** Sends bytes and then a ping, and takes all answers. Connects again if the server closed the connection. */
    private boolean say(byte[] bytes) throws IOException {
        last = null;
        reconnectIfClosed();
        return isPatient ? persist(bytes) : sayOnce(bytes);
    }

    // Repeats the request until it is answered. A cluster may drop a request, and executes a repeated one once.
    private boolean persist(byte[] bytes) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS && last == null; attempt++) {
            try {
                socket.setSoTimeout(AGAIN_AFTER_MILLIS);
                socket.getOutputStream().write(bytes);
                ByteBuffer answer = frame();
                while (answer != null && last == null) {
                    take(answer);
                    answer = last == null ? frame() : answer;
                }
            } catch (SocketException | SocketTimeoutException none) {
                // the loop tries again on another connection
            }
            if (last == null) {
                connect();
            }
        }
        return last != null;
    }

    private void reconnectIfClosed() throws IOException {
        if (socket.isClosed()) {
            connect();
        }
    }

    private boolean sayOnce(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().write(ping().array());
            while (true) {
                ByteBuffer answer = frame();
                if (answer == null) {
                    break;
                }
                take(answer);
                if (Header.command(answer, 0) == Command.PONG_CLIENT) {
                    return true;
                }
            }
        } catch (SocketException reset) {
            // the server closed the connection with bytes unread
        }
        connect();
        return false;
    }

    /** Sends a lookup that was answered before and does not read the reply, which may have any size. */
    void askWithoutReading(Operation operation, ByteBuffer body) throws IOException {
        socket.getOutputStream().write(request(operation, body).array());
    }

    /** Closes the connection until the next request. The session stays. */
    void rest() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void connect() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = new Socket(server.host(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(ping().array());
        frame();
    }

    private void take(ByteBuffer answer) {
        boolean isLateRegister = isPatient
                && !isRegistering
                && Header.command(answer, 0) == Command.REPLY
                && answer.getInt(Header.Reply.REQUEST) == 0;
        if (isLateRegister) {
            return;
        }
        if (Header.command(answer, 0) != Command.PONG_CLIENT) {
            last = answer;
        }
        if (Header.command(answer, 0) != Command.REPLY) {
            return;
        }
        answered = answer.getInt(Header.Reply.REQUEST);
        parent = Bytes.getU128(answer, Header.Reply.CONTEXT);
        view = Header.view(answer, 0);
        if (answered == 0) {
            session = answer.getLong(Header.Reply.COMMIT);
        }
    }

    private ByteBuffer frame() throws IOException {
        byte[] header = socket.getInputStream().readNBytes(Header.SIZE);
        if (header.length < Header.SIZE) {
            return null;
        }
        int size = Header.size(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN), 0);
        ByteBuffer frame = Bytes.allocate(size).put(0, header);
        frame.put(Header.SIZE, socket.getInputStream().readNBytes(size - Header.SIZE));
        if (!Header.isChecksumValid(frame, 0) || !Header.isBodyValid(frame, 0, frame, Header.SIZE)) {
            throw new AssertionError("a frame with wrong checksums from the server");
        }
        return frame;
    }

    private ByteBuffer ping() {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PING_CLIENT, cluster, Release.CLIENT);
        Bytes.putU128(frame, Header.PingClient.CLIENT, id);
        Header.seal(frame, 0);
        return frame;
    }

    private ByteBuffer request(Operation operation, ByteBuffer body) {
        boolean register = operation == Operation.REGISTER;
        ByteBuffer frame = Bytes.allocate(Header.SIZE + body.limit());
        Header.begin(frame, 0, Command.REQUEST, cluster, Release.CLIENT);
        frame.putInt(Header.VIEW, register ? 0 : view);
        Bytes.putU128(frame, Header.Request.PARENT, register ? UInt128.ZERO : parent);
        Bytes.putU128(frame, Header.Request.CLIENT, id);
        frame.putLong(Header.Request.SESSION, register ? 0 : session);
        frame.putInt(Header.Request.REQUEST, register ? 0 : answered + 1);
        frame.put(Header.Request.OPERATION, (byte) operation.code());
        frame.put(Header.SIZE, body, 0, body.limit());
        Header.body(frame, 0, body.limit(), Checksum.of(frame, Header.SIZE, body.limit()));
        Header.seal(frame, 0);
        return frame;
    }
}
