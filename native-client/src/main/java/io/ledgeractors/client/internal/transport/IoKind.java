package io.ledgeractors.client.internal.transport;

/** The I/O interfaces of the operating system, the best first. */
public enum IoKind {
    /** Linux io_uring. */
    IO_URING("io_uring"),
    /** Linux epoll. */
    EPOLL("epoll"),
    /** The JDK's selector. */
    NIO("nio");

    private final String label;

    IoKind(String label) {
        this.label = label;
    }

    /** Returns the name as configurations and reports write it. */
    public String label() {
        return label;
    }
}
