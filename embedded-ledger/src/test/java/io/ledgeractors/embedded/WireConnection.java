package io.ledgeractors.embedded;

import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A plain socket to a server that sends bytes and reads frames. */
final class WireConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;
    private static final int POLL_MS = 1;

    private final Socket socket;
    private final InputStream in;

    WireConnection(ReplicaAddress address) throws IOException {
        socket = new Socket(address.host(), address.port());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    void send(ByteBuffer... frames) throws IOException {
        for (ByteBuffer frame : frames) {
            send(frame.array(), 0, frame.limit());
        }
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
        socket.getOutputStream().flush();
    }

    /** Returns the next frame, whose checksums are right; null if the server closed the connection instead. */
    @Nullable
    ByteBuffer frame() throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        byte[] header = read(Header.SIZE);
        if (header == null) {
            return null;
        }
        ByteBuffer view = ByteBuffer.wrap(header).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        ByteBuffer frame = Bytes.allocate(Header.size(view, 0)).put(0, header);
        byte[] body = read(frame.capacity() - Header.SIZE);
        if (body == null) {
            throw new EOFException("closed within a frame");
        }
        frame.put(Header.SIZE, body);
        if (!Header.isChecksumValid(frame, 0) || !Header.isBodyValid(frame, 0, frame, Header.SIZE)) {
            throw new IOException("a frame with wrong checksums");
        }
        return frame;
    }

    /**
     * Returns true if nothing has come and the connection is open. It does not wait, so the caller has to wait until
     * the server has done all that could break the silence.
     */
    boolean isSilent() throws IOException {
        socket.setSoTimeout(POLL_MS);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte @Nullable [] read(int length) throws IOException {
        try {
            byte[] bytes = in.readNBytes(length);
            return bytes.length == 0 && length > 0 ? null : bytes;
        } catch (SocketException reset) {
            return null;
        }
    }
}
