package io.ledgeractors.embedded.server;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How many bytes of a connection are read at once: more while reads fill their buffer, less when they do not, up to a
 * bound that is raised for a client with a session. Of others there may be very many. For one connection.
 */
@SuppressWarnings("deprecation") // Netty's own replacement is not in its public API yet
final class ReadSize extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 512;
    private static final int FIRST_MOST = 4_096;
    private static final int RAISED_MOST = 65_536;

    private int most = FIRST_MOST;
    private int next = LEAST;

    /** Lets more be read at once from now on. */
    void raise() {
        most = RAISED_MOST;
    }

    /** Bytes of the next read at most. */
    int next() {
        return next;
    }

    /** So many bytes were read into a buffer of {@link #next}. */
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
