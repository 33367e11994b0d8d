package io.ledgeractors.embedded;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/** A client with the state of its session and the frames that it sends. */
final class WireClient {
    final UInt128 id;
    final UInt128 cluster;
    Release release = Release.CLIENT;
    long session;
    int request;
    int view;
    UInt128 context = UInt128.ZERO;
    UInt128 checksum = UInt128.ZERO;

    WireClient(UInt128 id, UInt128 cluster) {
        this.id = id;
        this.cluster = cluster;
    }

    WireClient(long id) {
        this(UInt128.of(id), UInt128.ZERO);
    }

    ByteBuffer ping() {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PING_CLIENT, cluster, release);
        Bytes.putU128(frame, Header.PingClient.CLIENT, id);
        frame.putLong(Header.PingClient.PING_TIMESTAMP_MONOTONIC, 4711);
        Header.seal(frame, 0);
        return frame;
    }

    ByteBuffer register() {
        return frame(Operation.REGISTER.code(), 0, 0, UInt128.ZERO, Bytes.allocate(256));
    }

    /** Returns the next request of the session. */
    ByteBuffer next(Operation operation, ByteBuffer body) {
        return frame(operation.code(), session, request + 1, context, body);
    }

    ByteBuffer frame(int operation, long inSession, int number, UInt128 parent, ByteBuffer body) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + body.limit());
        Header.begin(frame, 0, Command.REQUEST, cluster, release);
        frame.putInt(Header.VIEW, view);
        Bytes.putU128(frame, Header.Request.PARENT, parent);
        Bytes.putU128(frame, Header.Request.CLIENT, id);
        frame.putLong(Header.Request.SESSION, inSession);
        frame.putInt(Header.Request.REQUEST, number);
        frame.put(Header.Request.OPERATION, (byte) operation);
        frame.put(Header.SIZE, body, 0, body.limit());
        Header.body(frame, 0, body.limit(), Checksum.of(frame, Header.SIZE, body.limit()));
        Header.seal(frame, 0);
        return frame;
    }

    /** Notes a reply, on which the next request builds. */
    ByteBuffer take(ByteBuffer reply) {
        if (Header.command(reply, 0) != Command.REPLY) {
            throw new AssertionError("no reply, but command " + Header.command(reply, 0));
        }
        request = reply.getInt(Header.Reply.REQUEST);
        context = Bytes.getU128(reply, Header.Reply.CONTEXT);
        checksum = Header.checksum(reply, 0);
        if (reply.get(Header.Reply.OPERATION) == Operation.REGISTER.code()) {
            session = reply.getLong(Header.Reply.COMMIT);
            view = Header.view(reply, 0);
        }
        return reply;
    }

    /** Registers on this connection and notes the reply. */
    void registerOn(WireConnection connection) throws Exception {
        connection.send(register());
        take(connection.frame());
    }

    /** Sends the next request and notes its reply. */
    ByteBuffer ask(WireConnection connection, Operation operation, ByteBuffer body) throws Exception {
        connection.send(next(operation, body));
        return take(connection.frame());
    }
}
