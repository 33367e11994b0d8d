package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/**
 * Builds the frames of a replica. The buffers that it is given hold a header, which a body may follow. Their positions
 * and limits do not change.
 */
public record ServerFrames(UInt128 cluster, Release release, int view, int replica) {
    /** The release of the tests' servers. */
    public static final Release RELEASE = Release.of(0, 17, 9);

    /** Returns a builder for the only replica of a cluster, in view 0. */
    public static ServerFrames of(UInt128 cluster) {
        return new ServerFrames(cluster, RELEASE, 0, 0);
    }

    /** Returns a builder for one of several replicas, in view 0. */
    public static ServerFrames ofReplica(UInt128 cluster, int replica) {
        return new ServerFrames(cluster, RELEASE, 0, replica);
    }

    /** Returns the same builder in another view. */
    public ServerFrames inView(int view) {
        return new ServerFrames(cluster, release, view, replica);
    }

    /** Returns the answer to a ping. */
    public ByteBuffer pong(ByteBuffer ping) {
        ByteBuffer header = begin(Command.PONG_CLIENT, release, 0);
        header.putLong(
                Header.PongClient.PING_TIMESTAMP_MONOTONIC, ping.getLong(Header.PingClient.PING_TIMESTAMP_MONOTONIC));
        Header.seal(header, 0);
        return header;
    }

    /** Returns the refusal of a request or ping of this client. */
    public ByteBuffer eviction(UInt128 client, EvictionReason reason) {
        ByteBuffer header = begin(Command.EVICTION, release, 0);
        Bytes.putU128(header, Header.Eviction.CLIENT, client);
        header.put(Header.Eviction.REASON, (byte) reason.code());
        Header.seal(header, 0);
        return header;
    }

    /** Returns the reply to a register. */
    public ByteBuffer registerReply(ByteBuffer request, long op, int batchSizeLimit) {
        ByteBuffer body = Bytes.allocate(Operation.REGISTER.resultSize()).putInt(0, batchSizeLimit);
        return reply(request, op, body);
    }

    /** Returns the reply to a request, with timestamp 1,000 + {@code op}. */
    public ByteBuffer reply(ByteBuffer request, long op, ByteBuffer body) {
        ByteBuffer frame = begin(Command.REPLY, Header.release(request, 0), body.limit());
        Bytes.putU128(frame, Header.Reply.REQUEST_CHECKSUM, Header.checksum(request, 0));
        Bytes.putU128(frame, Header.Reply.CLIENT, Bytes.getU128(request, Header.Request.CLIENT));
        frame.putLong(Header.Reply.OP, op);
        frame.putLong(Header.Reply.COMMIT, op);
        frame.putLong(Header.Reply.TIMESTAMP, 1_000 + op);
        frame.putInt(Header.Reply.REQUEST, request.getInt(Header.Request.REQUEST));
        frame.put(Header.Reply.OPERATION, request.get(Header.Request.OPERATION));
        frame.put(Header.SIZE, body, 0, body.limit());
        Header.body(frame, 0, body.limit(), Checksum.of(body, 0, body.limit()));
        Header.setContext(frame, 0);
        Header.seal(frame, 0);
        return frame;
    }

    private ByteBuffer begin(int command, Release stated, int bodySize) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE + bodySize);
        Header.begin(frame, 0, command, cluster, stated);
        frame.putInt(Header.VIEW, view);
        frame.put(Header.REPLICA, (byte) replica);
        return frame;
    }
}
