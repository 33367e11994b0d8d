package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/** Builds the frames that one client sends. Source: protocol fact sheet, section 2. */
final class ClientFrames {
    private static final Body REGISTER_BODY = Body.of(Bytes.allocate(Operation.REGISTER.eventSize()));

    private final UInt128 cluster;
    private final Release release;
    private final UInt128 client;

    ClientFrames(UInt128 cluster, Release release, UInt128 client) {
        this.cluster = cluster;
        this.release = release;
        this.client = client;
    }

    UInt128 client() {
        return client;
    }

    Release release() {
        return release;
    }

    OutgoingFrame ping(long session, long now) {
        ByteBuffer header = begin(Command.PING_CLIENT);
        Bytes.putU128(header, Header.PingClient.CLIENT, client);
        header.putLong(Header.PingClient.PING_TIMESTAMP_MONOTONIC, now);
        header.putLong(Header.PingClient.SESSION, session);
        return seal(header, Body.empty());
    }

    OutgoingFrame register() {
        return request(0, 0, UInt128.ZERO, 0, Operation.REGISTER, REGISTER_BODY, 0);
    }

    OutgoingFrame request(
            int view, long session, UInt128 parent, int number, Operation operation, Body body, int latencyMicros) {
        ByteBuffer header = begin(Command.REQUEST);
        header.putInt(Header.VIEW, view);
        Bytes.putU128(header, Header.Request.PARENT, parent);
        Bytes.putU128(header, Header.Request.CLIENT, client);
        header.putLong(Header.Request.SESSION, session);
        header.putInt(Header.Request.REQUEST, number);
        header.put(Header.Request.OPERATION, (byte) operation.code());
        header.putInt(Header.Request.PREVIOUS_REQUEST_LATENCY, latencyMicros);
        return seal(header, body);
    }

    private ByteBuffer begin(int command) {
        ByteBuffer header = Bytes.allocate(Header.SIZE);
        Header.begin(header, 0, command, cluster, release);
        return header;
    }

    private static OutgoingFrame seal(ByteBuffer header, Body body) {
        Header.body(header, 0, body.size(), body.checksum());
        Header.seal(header, 0);
        return new OutgoingFrame(header, body);
    }
}
