package io.ledgeractors.it.vortex;

import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The frames between Vortex and a driver. All numbers are little endian.
 *
 * <p>A request is an operation (u8), the number of its events (u32) and the events. A reply is the number of results
 * (u32) and the results. Events and results have the layouts of the ledger's own protocol. Source: {@code
 * src/testing/vortex/supervisor.zig} of TigerBeetle 0.17.9. A comment in its {@code workload.zig} mentions an operation
 * at the start of a reply, but the harness does not read one.
 */
final class VortexFrames {
    /** The greatest number of events of a request. */
    static final int EVENTS_MAX = 8_189;

    /** Bytes before the events of a request. */
    static final int REQUEST_HEADER = 5;

    /** Bytes before the results of a reply. */
    static final int REPLY_HEADER = 4;

    private VortexFrames() {}

    /**
     * Reads the next request. Blocks until the whole request has arrived.
     *
     * @return empty if the input ends before the first byte of a request
     * @throws VortexFrameException if the operation is unknown, if there are too many events, or if the input ends
     *     within a request
     */
    static Optional<VortexRequest> read(InputStream in) throws IOException {
        ByteBuffer header = read(in, REQUEST_HEADER);
        if (header.limit() == 0) {
            return Optional.empty();
        }
        int code = Byte.toUnsignedInt(header.get(0));
        VortexOperation<?, ?> operation = VortexOperation.ofCode(code)
                .orElseThrow(() -> new VortexFrameException(
                        "operation " + code + " is unknown; this driver knows " + VortexOperation.known()));
        requireWhole(header, REQUEST_HEADER, "header has");
        long count = Integer.toUnsignedLong(header.getInt(1));
        if (count > EVENTS_MAX) {
            throw new VortexFrameException(
                    "a request has at most " + EVENTS_MAX + " events, but this one has " + count);
        }
        int size = (int) count * operation.eventSize();
        ByteBuffer events = read(in, size);
        requireWhole(events, size, "events have");
        return Optional.of(new VortexRequest(operation, events));
    }

    /** Returns the frame of a reply, ready to be read. */
    static <R> ByteBuffer reply(List<R> results, int resultSize, VortexOperation.Encoder<R> encoder) {
        ByteBuffer frame = Bytes.allocate(REPLY_HEADER + results.size() * resultSize);
        frame.putInt(0, results.size());
        int offset = REPLY_HEADER;
        for (R result : results) {
            encoder.encode(result, frame, offset);
            offset += resultSize;
        }
        return frame;
    }

    private static ByteBuffer read(InputStream in, int size) throws IOException {
        return ByteBuffer.wrap(in.readNBytes(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void requireWhole(ByteBuffer part, int size, String partHas) throws VortexFrameException {
        if (part.limit() < size) {
            throw new VortexFrameException("the input ended within a request: its " + partHas + " " + size
                    + " bytes, of which " + part.limit() + " arrived");
        }
    }
}
