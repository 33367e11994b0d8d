package io.ledgeractors.client;

import io.ledgeractors.client.internal.transport.IoKind;
import java.util.List;
import java.util.Locale;

/** The I/O interface of the operating system that carries the bytes of a session. */
public enum Transport {
    /** The first one that is available of {@link #IO_URING}, {@link #EPOLL} and {@link #NIO}. */
    AUTO(List.of(IoKind.values())),
    /** Linux io_uring. Creating the session fails where it is not available. */
    IO_URING(List.of(IoKind.IO_URING)),
    /** Linux epoll. Creating the session fails where it is not available. */
    EPOLL(List.of(IoKind.EPOLL)),
    /** The JDK's selector, available on any system. */
    NIO(List.of(IoKind.NIO));

    private final List<IoKind> preference;

    Transport(List<IoKind> preference) {
        this.preference = preference;
    }

    List<IoKind> preference() {
        return preference;
    }

    /**
     * Returns the value that a configuration writes as {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}.
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

    /** Returns the name as configurations write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
