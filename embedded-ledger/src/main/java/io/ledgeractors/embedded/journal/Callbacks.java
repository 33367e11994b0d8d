package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.log.DurabilityCallback;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls callbacks of the log. What a callback throws is logged and changes nothing. */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private Callbacks() {}

    static void tellDurable(List<DurabilityCallback> waiting) {
        waiting.forEach(callback -> guarded(callback::durable));
    }

    // Takes no memory, because the failure may be a lack of memory.
    static void tellFailed(List<DurabilityCallback> waiting, String why) {
        for (int i = 0; i < waiting.size(); i++) {
            try {
                waiting.get(i).failed(why);
            } catch (RuntimeException | Error thrown) {
                logQuietly(thrown);
            }
        }
    }

    static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error thrown) {
            logQuietly(thrown);
        }
    }

    private static void logQuietly(Throwable thrown) {
        try {
            LOG.error("a callback of the log threw; the log goes on", thrown);
        } catch (RuntimeException | Error noMemory) {
            // Nothing more can be done about it, and further callbacks must still be called.
        }
    }
}
