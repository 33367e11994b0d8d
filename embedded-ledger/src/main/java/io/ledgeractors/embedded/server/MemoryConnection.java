package io.ledgeractors.embedded.server;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.replica.ReplySink;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A connection of a {@link MemoryServer}, the counterpart of {@link TcpConnection}. One thread uses it. */
public final class MemoryConnection implements ReplySink {
    private final ReplicaLoop loop;
    private final Routes<MemoryConnection> routes;
    private final MemoryPeer peer;
    private final FrameReader reader;
    private final Identity identity = new Identity();
    private final Queue<ByteBuffer> held = new ArrayDeque<>();
    private boolean isOpen = true;
    private boolean isLent;

    MemoryConnection(UInt128 cluster, ReplicaLoop loop, Routes<MemoryConnection> routes, MemoryPeer peer) {
        this.loop = loop;
        this.routes = routes;
        this.peer = peer;
        this.reader = FrameReader.withRule(cluster, this::keeping);
    }

    /**
     * Takes bytes of the client. The ledger works on their frames when it is stepped.
     *
     * @param bytes from position to limit; they must not change any more
     */
    public void receive(ByteBuffer bytes) {
        held.add(bytes.slice());
        work();
    }

    /** Closes the connection without a call to the peer. */
    public void close() {
        isOpen = false;
        held.clear();
        UInt128 client = identity.client();
        if (client != null) {
            routes.closed(client, this);
        }
    }

    @Override
    public void consumed() {
        isLent = false;
        work();
    }

    @Override
    public void send(ByteBuffer frame) {
        UInt128 client = identity.client();
        MemoryConnection receiver = client == null ? null : routes.of(client);
        if (receiver != null && receiver.isOpen) {
            receiver.peer.receive(frame);
        }
    }

    @Override
    public void full(String why) {
        reject(RejectReason.FULL.text() + ": " + why);
    }

    @Override
    public void broken(String why) {
        reject(RejectReason.STOPPED.text() + ": " + why);
    }

    private void work() {
        while (isOpen && !isLent && !held.isEmpty()) {
            ByteBuffer next = held.element();
            if (next.hasRemaining()) {
                read(next);
            } else {
                held.remove();
            }
        }
    }

    private void read(ByteBuffer bytes) {
        FrameReader.Result result = reader.read(bytes);
        if (result == FrameReader.Result.FAULT) {
            reject(RejectReason.of(reader.fault()).text());
        } else if (result == FrameReader.Result.FRAME) {
            frame(reader.frame());
        }
    }

    // The request of a client without a session is never executed, so its body is not kept.
    private FrameReader.Keeping keeping(ByteBuffer header) {
        boolean isKept = Header.command(header, 0) == Command.REQUEST
                && loop.hasSession(FrameRules.requestClient(header), header.getLong(Header.Request.SESSION));
        return isKept ? FrameReader.Keeping.KEEP : FrameReader.Keeping.SKIP;
    }

    private void frame(ByteBuffer frame) {
        int command = Header.command(frame, 0);
        if (command == Command.PING_CLIENT && FrameRules.isPing(frame)) {
            ping(frame);
        } else if (command == Command.REQUEST && FrameRules.isRequest(frame)) {
            request(frame);
        }
    }

    private void ping(ByteBuffer frame) {
        UInt128 client = FrameRules.pingClient(frame);
        if (passes(identity.ping(client))) {
            MemoryConnection before = routes.ping(client, this);
            if (before != null) {
                before.reject("the client came back on another connection");
            }
            isLent = true;
            loop.ping(frame, this);
        }
    }

    private void request(ByteBuffer frame) {
        UInt128 client = FrameRules.requestClient(frame);
        if (passes(identity.request(client))) {
            routes.request(client, this);
            isLent = true;
            if (reader.isSkipped()) {
                loop.headerOfRequest(frame, this);
            } else {
                loop.request(frame, this);
            }
        }
    }

    private boolean passes(Identity.Verdict verdict) {
        if (verdict == Identity.Verdict.CLOSE) {
            reject(RejectReason.CLIENT.text());
        }
        return verdict == Identity.Verdict.PASS;
    }

    private void reject(String why) {
        if (isOpen) {
            close();
            peer.closed(why);
        }
    }
}
