package io.ledgeractors.embedded.server;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The number of bytes of a connection that are read at once. It grows while reads fill their buffer and shrinks when
 * they do not. Its bound is low for a client without a session, because there may be very many, and is raised once a
 * client has a session. Each connection has its own.
 */
@SuppressWarnings("deprecation") // Netty's own replacement is not in its public API yet
final class ReadSize extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 512;
    private static final int FIRST_MOST = 4_096;
    private static final int RAISED_MOST = 65_536;

    private int most = FIRST_MOST;
    private int next = LEAST;

    /** Raises the bound from now on. */
    void raise() {
        most = RAISED_MOST;
    }

    /** Returns the greatest number of bytes of the next read. */
    int next() {
        return next;
    }

    /** Notes that so many bytes were read into a buffer of {@link #next} bytes. */
    void wasRead(int bytes) {
        if (bytes >= next) {
            next = Math.min(most, 4 * next);
        } else if (bytes < next / 4) {
            next = Math.max(LEAST, next / 2);
        }
    }

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return next();
            }

            @Override
            public void lastBytesRead(int bytes) {
                if (bytes > 0) {
                    wasRead(bytes);
                }
                super.lastBytesRead(bytes);
            }
        };
    }
}
