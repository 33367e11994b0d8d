package io.ledgeractors.actors;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.JoinedKeys;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.CoordinatedShutdown.Reason;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Says why an actor system ends. Thread-safe. */
final class SystemEnd {
    private SystemEnd() {}

    /** Returns why the session of a system that ends was closed. */
    static String why(ActorSystem<?> system) {
        Reason reason = CoordinatedShutdown.get(system).getShutdownReason().orElse(null);
        String detail = detail(reason);
        return "its actor system ended" + (detail.isEmpty() ? "" : ", because " + detail);
    }

    private static String detail(@Nullable Reason reason) {
        if (reason == CoordinatedShutdown.incompatibleConfigurationDetectedReason()) {
            return "the cluster refused this node for settings that differ; the log of the seed node names them";
        }
        if (reason == CoordinatedShutdown.clusterJoinUnsuccessfulReason()) {
            return "this node did not join a cluster in time";
        }
        if (reason == CoordinatedShutdown.clusterDowningReason()) {
            return "the cluster removed this node";
        }
        if (reason == CoordinatedShutdown.clusterLeavingReason()) {
            return "this node left the cluster";
        }
        return reason == CoordinatedShutdown.jvmExitReason() ? "the JVM exits" : "";
    }

    /**
     * Returns what to log when a system ends before it has joined a cluster; null if it ends for another reason. Pekko
     * tells the keys that differ to the seed node only, and advises the joining node to end the whole cluster.
     */
    static @Nullable String advice(ActorSystem<?> system) {
        Reason reason = CoordinatedShutdown.get(system).getShutdownReason().orElse(null);
        if (reason != CoordinatedShutdown.incompatibleConfigurationDetectedReason()) {
            return null;
        }
        Config config = system.settings().config();
        return "The cluster refused this node, because settings differ. The log of the seed node that answered names"
                + " them in its warning \"Found incompatible settings\". This node has " + JoinedKeys.describe(config)
                + ". Correct this node and start it again. The other nodes need not be stopped, except to change"
                + " their own settings.";
    }
}
