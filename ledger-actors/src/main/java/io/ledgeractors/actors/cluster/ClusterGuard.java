package io.ledgeractors.actors.cluster;

import io.ledgeractors.actors.Ledger;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INTERNAL API. Refuses the commands of entities and payments while they cannot work in the cluster. With an embedded
 * ledger every node has a ledger of its own, so sharding would spread one set of accounts over several ledgers. While
 * the cluster has more than one member, all commands are refused. When one member is left, commands are served again,
 * because its ledger has seen no command meanwhile. Thread-safe.
 */
@InternalApi
public final class ClusterGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterGuard.class);

    private final Cluster cluster;
    private final boolean isEmbedded;
    private final AtomicBoolean isRefusing = new AtomicBoolean();

    private ClusterGuard(Cluster cluster, boolean isEmbedded) {
        this.cluster = cluster;
        this.isEmbedded = isEmbedded;
    }

    /** Returns the guard of this node for entities or payments over this ledger. */
    public static ClusterGuard of(ActorSystem<?> system, Ledger ledger) {
        ClusterGuard guard = new ClusterGuard(Cluster.get(system), ledger.isEmbedded());
        // The log warns at the start already, and not only at the first command. The start itself does not fail,
        // because a node without regions would keep Pekko's sharding from allocating shards on the other nodes.
        guard.refusal();
        return guard;
    }

    /** Returns why a command is refused now, null if it is not. Members count from their joining to their removal. */
    public @Nullable String refusal() {
        String why = reason();
        if (isRefusing.compareAndSet(why == null, why != null)) {
            if (why == null) {
                LOG.info("Entities and payments are served again: no other node is left in the cluster.");
            } else {
                LOG.warn("Entities and payments refuse every command: {}.", why);
            }
        }
        return why;
    }

    private @Nullable String reason() {
        int members = isEmbedded ? cluster.state().members().size() : 1;
        return members <= 1
                ? null
                : "the cluster has " + members
                        + " members, and with ledger-actors.connection = embedded each has a ledger"
                        + " of its own: run one node, or use connection = cluster, or gateway beside nodes with"
                        + " cluster";
    }
}
