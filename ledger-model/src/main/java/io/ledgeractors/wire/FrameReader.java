package io.ledgeractors.wire;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames and checks each frame: the header's checksum as soon as 256 bytes have
 * come, then command and size, then the body's checksum, then the cluster. Bytes may come in pieces of any size.
 *
 * <p>The body's checksum is computed as its bytes come. Memory grows with the bytes that have come, whatever size a
 * header states. A {@link Rule} decides about frames larger than {@link #SMALL}: such a frame is kept, its body is
 * checked and dropped, or the reader waits until there is memory for it.
 *
 * <p>A reader with a rule does not check the checksum of an empty body, because a wrong one costs only the frame, not
 * the connection.
 *
 * <p>Not thread-safe. Does no I/O. Source: protocol fact sheet, section 1.
 */
public final class FrameReader {
    /** The state after {@link #read}. */
    public enum Result {
        /** All bytes are taken, and the frame is not complete. */
        MORE,
        /** A frame is complete. Bytes behind it are not taken. */
        FRAME,
        /** A header is complete, and its frame waits for memory. The next {@link #read} asks the rule again. */
        WAIT,
        /** The connection must be closed; {@link #fault()} is the reason. */
        FAULT
    }

    /** The answers of a {@link Rule} for a frame larger than {@link #SMALL}. */
    public enum Keeping {
        /** Keep header and body. */
        KEEP,
        /** Check the body and drop it, so that only the header is left. */
        SKIP,
        /** Take no bytes of the body, because there is no memory for it yet. */
        WAIT
    }

    /** Decides about frames larger than {@link #SMALL}. */
    @FunctionalInterface
    public interface Rule {
        /** Returns what to do with a frame whose header, {@code header}, has the right checksum, command and size. */
        Keeping of(ByteBuffer header);
    }

    /** The largest frame in bytes, header included, that is kept without asking the {@link Rule}. */
    public static final int SMALL = 4096;

    private static final int FIRST_CAPACITY = 512;
    private static final int FIRST_DIRECT_CAPACITY = 4096;

    private final UInt128 cluster;
    private final Rule rule;
    private final boolean isDirect;
    private final boolean checksEmptyBodies;
    private final Checksum bodyChecksum = new Checksum();
    private ByteBuffer buffer = Bytes.allocate(FIRST_CAPACITY);
    private ByteBuffer header = headerOf(buffer);
    private int length;
    private int frameSize = Header.SIZE;
    private boolean isComplete;
    private boolean isDecided;
    private boolean isSkipped;
    private @Nullable FrameFault fault;

    private FrameReader(UInt128 cluster, Rule rule, boolean isDirect, boolean checksEmptyBodies) {
        this.cluster = cluster;
        this.rule = rule;
        this.isDirect = isDirect;
        this.checksEmptyBodies = checksEmptyBodies;
    }

    /**
     * Returns a reader that keeps every frame, for a side that trusts its peer. Its memory is outside the heap, at most
     * 1 MiB, and stays for the next frames.
     */
    public static FrameReader keepingAll(UInt128 cluster) {
        return new FrameReader(cluster, header -> Keeping.KEEP, true, true);
    }

    /**
     * Returns a reader that asks a rule about frames larger than {@link #SMALL}, for a side that serves anybody. Its
     * memory is on the heap, never larger than the frame, and can be given back by {@link #shrink}.
     */
    public static FrameReader withRule(UInt128 cluster, Rule rule) {
        return new FrameReader(cluster, rule, false, false);
    }

    /** Forgets what has been read, for the next connection. */
    public void reset() {
        begin();
        fault = null;
    }

    /**
     * Takes bytes from {@code in}, moving its position, until a frame is complete, a fault is found, the frame must
     * wait or no bytes are left. The frame before is gone. After a fault nothing is taken until {@link #reset}.
     */
    public Result read(ByteBuffer in) {
        if (fault != null) {
            return Result.FAULT;
        }
        if (isComplete) {
            begin();
        }
        if (length < Header.SIZE && !readHeader(in)) {
            return fault == null ? Result.MORE : Result.FAULT;
        }
        if (!isDecided && !decide()) {
            return Result.WAIT;
        }
        take(in, frameSize);
        if (length < frameSize) {
            return Result.MORE;
        }
        fault = checkBodyAndCluster();
        if (fault != null) {
            return Result.FAULT;
        }
        isComplete = true;
        buffer.limit(isSkipped ? Header.SIZE : frameSize);
        return Result.FRAME;
    }

    /**
     * Returns the complete frame from 0 to the limit, little endian: header and body, or the header alone if
     * {@link #isSkipped()}. Valid until the next call of {@link #read}. Read it by index.
     */
    public ByteBuffer frame() {
        return buffer;
    }

    /** Returns the 256 bytes of the complete frame's header, little endian, until the next call of {@link #read}. */
    public ByteBuffer header() {
        return header;
    }

    /**
     * Returns the body of the complete frame from 0 to the limit, little endian, until the next call of {@link #read}.
     */
    public ByteBuffer body() {
        return buffer.slice(Header.SIZE, buffer.limit() - Header.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns true if the body of the complete frame was checked and dropped. */
    public boolean isSkipped() {
        return isSkipped;
    }

    /** Returns true if a header is complete and its frame waits for memory. */
    public boolean isUndecided() {
        return length >= Header.SIZE && !isDecided;
    }

    /** Returns true if a part of a header has come and no more. */
    public boolean isInHeader() {
        return !isComplete && length > 0 && length < Header.SIZE;
    }

    /** Returns true if a whole header has come and not all of its body. */
    public boolean isInBody() {
        return !isComplete && length >= Header.SIZE;
    }

    /**
     * Returns what is wrong with the connection.
     *
     * @throws IllegalStateException unless the last result was {@link Result#FAULT}
     */
    public FrameFault fault() {
        FrameFault found = fault;
        if (found == null) {
            throw new IllegalStateException("no fault was found");
        }
        return found;
    }

    /** Releases the memory of large frames. Must not be called while a large frame is being read. */
    public void shrink() {
        if (buffer.capacity() > SMALL) {
            int kept = isComplete ? 0 : length;
            ByteBuffer small = Bytes.allocate(Math.max(FIRST_CAPACITY, kept));
            replaceBuffer(small, kept);
        }
    }

    private void begin() {
        isComplete = false;
        length = 0;
        frameSize = Header.SIZE;
        isDecided = false;
        isSkipped = false;
        buffer.clear();
    }

    private boolean readHeader(ByteBuffer in) {
        take(in, Header.SIZE);
        if (length < Header.SIZE) {
            return false;
        }
        fault = checkHeader();
        if (fault != null) {
            return false;
        }
        frameSize = Header.size(buffer, 0);
        bodyChecksum.reset();
        return true;
    }

    private @Nullable FrameFault checkHeader() {
        if (!Header.isChecksumValid(buffer, 0)) {
            return FrameFault.HEADER_CHECKSUM;
        }
        if (!Command.isKnown(Header.command(buffer, 0))) {
            return FrameFault.COMMAND;
        }
        return Header.isSizeValid(buffer, 0) ? null : FrameFault.SIZE;
    }

    private boolean decide() {
        Keeping keeping = frameSize <= SMALL ? Keeping.KEEP : rule.of(buffer);
        isSkipped = keeping == Keeping.SKIP;
        isDecided = keeping != Keeping.WAIT;
        return isDecided;
    }

    private @Nullable FrameFault checkBodyAndCluster() {
        boolean isChecked = checksEmptyBodies || frameSize > Header.SIZE;
        if (isChecked && !Header.checksumBody(buffer, 0).equals(bodyChecksum.finish())) {
            return FrameFault.BODY_CHECKSUM;
        }
        return Header.cluster(buffer, 0).equals(cluster) ? null : FrameFault.CLUSTER;
    }

    private void take(ByteBuffer in, int end) {
        int piece = Math.min(in.remaining(), end - length);
        if (isSkipped) {
            bodyChecksum.update(in, in.position(), piece);
        } else {
            reserve(length + piece);
            buffer.put(length, in, in.position(), piece);
            if (length >= Header.SIZE) {
                bodyChecksum.update(buffer, length, piece);
            }
        }
        in.position(in.position() + piece);
        length += piece;
    }

    // The capacity at least doubles each time, so all copying together costs no more than the frame.
    private void reserve(int size) {
        if (size > buffer.capacity()) {
            ByteBuffer larger = isDirect ? allocateDirect(size) : allocateOnHeap(size);
            replaceBuffer(larger, length);
        }
    }

    private void replaceBuffer(ByteBuffer next, int kept) {
        next.put(0, buffer, 0, kept);
        buffer = next;
        header = headerOf(next);
    }

    private static ByteBuffer headerOf(ByteBuffer frame) {
        return frame.slice(0, Header.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    // The capacity is a power of two, because memory outside the heap is expensive to get and is kept for the next
    // frames.
    private static ByteBuffer allocateDirect(int size) {
        int capacity = Math.max(FIRST_DIRECT_CAPACITY, Integer.highestOneBit(size - 1) << 1);
        return Bytes.allocateDirect(Math.min(capacity, Header.FRAME_MAX));
    }

    private ByteBuffer allocateOnHeap(int size) {
        return Bytes.allocate(Math.min(frameSize, Math.max(size, 2 * buffer.capacity())));
    }
}
