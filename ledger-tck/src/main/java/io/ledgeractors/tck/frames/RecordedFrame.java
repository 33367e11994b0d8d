package io.ledgeractors.tck.frames;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One frame as it was recorded on the wire.
 *
 * @param file name of its file, unique
 * @param scenario the recording it belongs to
 * @param order position in the recording, from 1
 * @param connection number of the TCP connection in the recording
 * @param direction the sender
 * @param client the client of the connection, such as {@code node-0.17.9}
 * @param altered true if it was changed on its way, to see what happens
 * @param lost true if it was taken from the wire, to see what happens
 * @param command number of the command, see {@link io.ledgeractors.wire.Command}
 * @param header fields of the header by their names in the fact sheet, as an independent reader saw them
 * @param batches elements of each batch of a body with a trailer; empty if there is no trailer or a broken one
 * @param trailerSize bytes of the trailer; 0 if there is none
 * @param contextValid false if it is a reply whose context is not the checksum of its header, because a replica
 *     sent it again in a newer view
 * @param bytes header and body
 */
public record RecordedFrame(
        String file,
        String scenario,
        int order,
        int connection,
        Direction direction,
        String client,
        boolean altered,
        boolean lost,
        int command,
        Map<String, UInt128> header,
        List<Integer> batches,
        int trailerSize,
        boolean contextValid,
        ByteBuffer bytes) {

    /** The sender of a frame. */
    public enum Direction {
        /** A client sent the frame. */
        CLIENT_TO_SERVER,
        /** A replica sent the frame. */
        SERVER_TO_CLIENT
    }

    /** Returns a copy of its own: little endian, from 0 to the limit. */
    @Override
    public ByteBuffer bytes() {
        ByteBuffer copy = ByteBuffer.allocate(bytes.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        return copy.put(0, bytes, 0, bytes.capacity());
    }

    /**
     * Returns a field of the header.
     *
     * @throws IllegalArgumentException if this command has none of that name
     */
    public UInt128 field(String name) {
        UInt128 value = header.get(name);
        if (value == null) {
            throw new IllegalArgumentException(file + " has no field " + name + ", but " + header.keySet());
        }
        return value;
    }

    /** Returns the operation of a request or reply; null for other commands and for numbers that no client has. */
    public @Nullable Operation operation() {
        UInt128 code = header.get("operation");
        return code == null ? null : Operation.ofCode((int) code.low());
    }
}
