package io.ledgeractors.actors.serialization;

import com.typesafe.config.Config;
import io.ledgeractors.wire.Header;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. The greatest message that Artery carries to another node. A greater one would be dropped.
 * Thread-safe.
 */
@InternalApi
public final class FrameLimit {
    private static final String KEY = "pekko.remote.artery.advanced.maximum-frame-size";

    /** Bytes of a frame for what stands around the results: headers of Artery, paths of actors, the message itself. */
    private static final long AROUND_RESULTS = 4_096;

    private FrameLimit() {}

    /**
     * Returns how many results fit into a reply to another node; the greatest number if the system has no remoting.
     *
     * @param resultSize bytes of one result
     */
    public static int results(ActorSystem<?> system, int resultSize) {
        return (int) Math.min(Integer.MAX_VALUE, capacity(system) / resultSize);
    }

    /** Returns the greatest body of a request or reply of the ledger, in bytes, that a message can carry. */
    public static int body(ActorSystem<?> system) {
        return (int) Math.min(Header.BODY_MAX, capacity(system));
    }

    private static long capacity(ActorSystem<?> system) {
        Config config = system.settings().config();
        return config.hasPath(KEY) ? Math.max(0, config.getBytes(KEY) - AROUND_RESULTS) : Long.MAX_VALUE;
    }

    /** Returns true if a reply to this actor goes to another node. */
    public static boolean isElsewhere(ActorRef<?> actor) {
        return actor.path().address().hasGlobalScope();
    }
}
