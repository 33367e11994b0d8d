package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reads that the server has answered, in the order of their times. They are not in its log, so they are taken from
 * the frames on the network. One thread uses it.
 */
final class ReadHistory {
    /**
     * A read that was executed.
     *
     * @param timestamp ns since 1970
     * @param body body of the request
     */
    record Read(Operation operation, long timestamp, ByteBuffer body) {}

    private final Map<UInt128, ByteBuffer> requests = new HashMap<>();
    private final TreeMap<Long, Read> reads = new TreeMap<>();

    /** Takes a frame that a session sends. */
    void sent(ByteBuffer frame) {
        if (Header.command(frame, 0) == Command.REQUEST && isRead(operation(frame, Header.Request.OPERATION))) {
            requests.putIfAbsent(Header.checksum(frame, 0), frame.duplicate().order(frame.order()));
        }
    }

    /** Takes a frame that the server sends. */
    void answered(ByteBuffer frame) {
        Operation operation =
                Header.command(frame, 0) == Command.REPLY ? operation(frame, Header.Reply.OPERATION) : null;
        if (operation == null || !isRead(operation)) {
            return;
        }
        UInt128 checksum = Bytes.getU128(frame, Header.Reply.REQUEST_CHECKSUM);
        ByteBuffer request = requests.get(checksum);
        if (request == null) {
            throw new AssertionError("a reply to a " + operation + " that no session has sent");
        }
        long timestamp = frame.getLong(Header.Reply.TIMESTAMP);
        int length = Header.size(request, 0) - Header.SIZE;
        ByteBuffer body = request.slice(Header.SIZE, length).order(request.order());
        Read read = new Read(operation, timestamp, body);
        Read same = reads.putIfAbsent(timestamp, read);
        if (same != null && !same.equals(read)) {
            throw new AssertionError("two reads have the time " + timestamp);
        }
    }

    /** Returns the reads, the earliest one first. */
    Deque<Read> reads() {
        return new ArrayDeque<>(reads.values());
    }

    private static @Nullable Operation operation(ByteBuffer frame, int at) {
        return Operation.ofCode(Byte.toUnsignedInt(frame.get(at)));
    }

    private static boolean isRead(@Nullable Operation operation) {
        return operation != null && operation != Operation.REGISTER && !operation.isCreate();
    }
}
