package io.ledgeractors.client.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames and believes nothing that it has not checked: header checksum
 * as soon as 256 bytes are there, then command and size, then the body's checksum, then the cluster.
 *
 * <p>Bytes may come in any pieces. The body's checksum is computed as they come; memory grows with the bytes that came,
 * whatever a header announces, at most to 1 MiB, and stays for the next body.
 * Source: protocol fact sheet, section 1.
 */
public final class FrameReader {
    /** What {@link #read} found. */
    public enum Result {
        /** All bytes are taken; the frame is not whole. */
        MORE,
        /** A frame is whole: see {@link #header()} and {@link #body()}. */
        FRAME,
        /** The connection cannot be believed any more: see {@link #fault()}. */
        FAULT
    }

    private static final int BODY_CAPACITY_MIN = 4096;

    private final UInt128 cluster;
    private final Checksum checksum = new Checksum();
    private final ByteBuffer header = Bytes.allocate(Header.SIZE);
    private ByteBuffer body = Bytes.allocate(0);
    private int headerLength;
    private int bodyLength;
    private int bodySize;
    private boolean whole;
    private @Nullable FrameFault fault;

    /** Reads frames of this cluster. */
    public FrameReader(UInt128 cluster) {
        this.cluster = cluster;
    }

    /** Forgets what it has read, for the next connection. */
    public void reset() {
        headerLength = 0;
        bodyLength = 0;
        bodySize = 0;
        whole = false;
        fault = null;
    }

    /**
     * Takes bytes until a frame is whole, a fault is found or none are left; moves the position of
     * {@code in}. The frame found before is gone.
     */
    public Result read(ByteBuffer in) {
        if (fault != null) {
            return Result.FAULT;
        }
        if (whole) {
            reset();
        }
        if (headerLength < Header.SIZE && !readHeader(in)) {
            return fault == null ? Result.MORE : Result.FAULT;
        }
        if (!readBody(in)) {
            return Result.MORE;
        }
        fault = checkBody();
        whole = fault == null;
        return whole ? Result.FRAME : Result.FAULT;
    }

    /** The header of the frame found: 256 bytes from 0, little endian, until the next call of {@link #read}. */
    public ByteBuffer header() {
        return header;
    }

    /** The body of the frame found: from 0 to the limit, little endian, until the next call of {@link #read}. */
    public ByteBuffer body() {
        return body.slice(0, bodySize).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes of memory for bodies. */
    int capacity() {
        return body.capacity();
    }

    /** What is wrong, after {@link Result#FAULT}. */
    public FrameFault fault() {
        FrameFault found = fault;
        if (found == null) {
            throw new IllegalStateException("no fault was found");
        }
        return found;
    }

    private boolean readHeader(ByteBuffer in) {
        headerLength += take(in, header, headerLength, Header.SIZE);
        if (headerLength < Header.SIZE) {
            return false;
        }
        fault = checkHeader();
        if (fault != null) {
            return false;
        }
        bodySize = Header.size(header, 0) - Header.SIZE;
        checksum.reset();
        return true;
    }

    private @Nullable FrameFault checkHeader() {
        if (!Header.isChecksumValid(header, 0)) {
            return FrameFault.HEADER_CHECKSUM;
        }
        int command = Header.command(header, 0);
        if (command == 0 || command > Command.MAX) {
            return FrameFault.COMMAND;
        }
        return Header.isSizeValid(header, 0) ? null : FrameFault.SIZE;
    }

    private boolean readBody(ByteBuffer in) {
        reserve(bodyLength + Math.min(in.remaining(), bodySize - bodyLength));
        int taken = take(in, body, bodyLength, bodySize);
        checksum.update(body, bodyLength, taken);
        bodyLength += taken;
        return bodyLength == bodySize;
    }

    private @Nullable FrameFault checkBody() {
        if (!checksum.finish().equals(Header.checksumBody(header, 0))) {
            return FrameFault.BODY_CHECKSUM;
        }
        return Header.cluster(header, 0).equals(cluster) ? null : FrameFault.CLUSTER;
    }

    private void reserve(int size) {
        if (size > body.capacity()) {
            int capacity = Math.max(BODY_CAPACITY_MIN, Integer.highestOneBit(size - 1) << 1);
            ByteBuffer larger = Bytes.allocateDirect(Math.min(capacity, Header.BODY_MAX));
            larger.put(0, body, 0, bodyLength);
            body = larger;
        }
    }

    private static int take(ByteBuffer in, ByteBuffer target, int at, int end) {
        int length = Math.min(in.remaining(), end - at);
        target.put(at, in, in.position(), length);
        in.position(in.position() + length);
        return length;
    }
}
