package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.client.internal.driver.SessionLinks;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a session to the server in memory, one at a time. Used on the ledger's thread, except
 * {@link #arm}.
 */
final class MemoryLinks implements SessionLinks {
    private final LedgerThread thread;
    private final KitServer server;
    private final Events events;
    private final AtomicReference<@Nullable PlannedFault> armed;
    private @Nullable MemoryLine line;
    private UInt128 lastRequest = UInt128.ZERO;
    private @Nullable StruckRequest struck;

    /**
     * Creates links without a connection.
     *
     * @param armed holds the fault that strikes the next new request
     */
    MemoryLinks(LedgerThread thread, KitServer server, Events events, AtomicReference<@Nullable PlannedFault> armed) {
        this.thread = thread;
        this.server = server;
        this.events = events;
        this.armed = armed;
    }

    @Override
    public void connect(int replica) {
        MemoryLine next = new MemoryLine(thread, events, this::losesReply);
        line = next;
        thread.execute(() -> {
            if (next.isOpen()) {
                server.connect(next);
            }
        });
    }

    // Nothing takes time here, so a frame is on its way at once and needs no flush.
    @Override
    public void write(int replica, ByteBuffer header, ByteBuffer body, boolean copyBody, Runnable written) {
        MemoryLine open = line;
        if (open == null) {
            return;
        }
        ByteBuffer frame = Bytes.allocate(Header.SIZE + body.limit())
                .put(0, header, 0, Header.SIZE)
                .put(Header.SIZE, body, 0, body.limit());
        StruckRequest request = struckBy(frame);
        thread.execute(() -> {
            if (open.isOpen()) {
                server.arrive(open, frame, request);
                written.run();
            }
        });
    }

    private @Nullable StruckRequest struckBy(ByteBuffer frame) {
        if (Header.command(frame, 0) != Command.REQUEST
                || frame.get(Header.Request.OPERATION) == Operation.REGISTER.code()) {
            return null;
        }
        UInt128 checksum = Header.checksum(frame, 0);
        if (!checksum.equals(lastRequest)) {
            lastRequest = checksum;
            PlannedFault fault = armed.getAndSet(null);
            struck = fault == null ? null : new StruckRequest(fault, checksum);
        }
        return struck;
    }

    private boolean losesReply(ByteBuffer frame) {
        StruckRequest request = struck;
        return request != null
                && Header.command(frame, 0) == Command.REPLY
                && Bytes.getU128(frame, Header.Reply.REQUEST_CHECKSUM).equals(request.checksum())
                && request.strikesNow(Strike.Plain.DROP_REPLY);
    }

    @Override
    public void flush() {}

    @Override
    public boolean isOpen(int replica) {
        return line != null && line.isOpen();
    }

    @Override
    public void close(int replica) {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    @Override
    public void closeAll(Runnable task) {
        close(0);
        task.run();
    }
}
