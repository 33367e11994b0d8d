package io.ledgeractors.client.internal.transport;

/** The ways to the kernel's sockets, the best first. */
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

    /** The name as configurations and reports write it. */
    public String label() {
        return label;
    }
}
