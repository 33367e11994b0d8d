package io.ledgeractors.embedded.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the lines about rejected connections and frames, so that no peer can fill a disk with lines. Each pair of peer
 * and reason gets one line, then at most one a minute with the number of further cases. Pure; for one thread.
 */
final class RejectionLog {
    /** The time between two lines about the same peer and reason. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** The greatest number of pairs of peer and reason with a line of their own in a period; others share one line. */
    static final int TOLD_APART_MAX = 256;

    private static final String OTHERS = "others";

    private record Key(String peer, String reason) {}

    private static final class Told {
        private long at;
        private long since;

        Told(long at) {
            this.at = at;
        }
    }

    private final Map<Key, Told> told = new HashMap<>();

    /**
     * Returns the line to log, or null if there was one recently.
     *
     * @param peer address of the peer, without its port, which changes with every connection
     * @param reason one of few reasons
     * @param detail more about this case; may be empty
     * @param now monotonic, ns
     */
    @Nullable
    String line(String peer, String reason, String detail, long now) {
        Key key = new Key(peer, reason);
        Told last = told.get(key);
        if (last == null && isFull(now)) {
            key = new Key(OTHERS, reason);
            last = told.get(key);
        }
        String what = key.peer() + " " + reason + (detail.isEmpty() ? "" : ": " + detail);
        if (last == null) {
            told.put(key, new Told(now));
            return what;
        }
        if (now - last.at < PERIOD.toNanos()) {
            last.since++;
            return null;
        }
        String line = last.since == 0 ? what : what + " (and " + last.since + " times more since the last line)";
        last.at = now;
        last.since = 0;
        return line;
    }

    private boolean isFull(long now) {
        if (told.size() >= TOLD_APART_MAX) {
            told.values().removeIf(each -> now - each.at >= PERIOD.toNanos());
        }
        return told.size() >= TOLD_APART_MAX;
    }
}
