package io.ledgeractors.client;

import io.ledgeractors.client.internal.transport.IoKind;
import java.util.List;
import java.util.Locale;

/** How the bytes of a session travel. */
public enum Transport {
    /** The first that can be had of {@link #IO_URING}, {@link #EPOLL} and {@link #NIO}. */
    AUTO(List.of(IoKind.values())),
    /** Linux io_uring, or an error. */
    IO_URING(List.of(IoKind.IO_URING)),
    /** Linux epoll, or an error. */
    EPOLL(List.of(IoKind.EPOLL)),
    /** The JDK's sockets, on any system. */
    NIO(List.of(IoKind.NIO));

    private final List<IoKind> preference;

    Transport(List<IoKind> preference) {
        this.preference = preference;
    }

    List<IoKind> preference() {
        return preference;
    }

    /**
     * Reads {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}, as configurations write it.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Transport parse(String text) {
        for (Transport transport : values()) {
            if (transport.toString().equals(text)) {
                return transport;
            }
        }
        throw new IllegalArgumentException("no transport: '" + text + "'; write auto, io_uring, epoll or nio");
    }

    /** The name as configurations write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
