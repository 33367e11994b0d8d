package io.ledgeractors.actors.health;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.ClusterActorRefProvider;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** Tells whether this node takes part in its cluster, without which no entity and no payment answers. */
final class ClusterMembership {
    private ClusterMembership() {}

    /** Returns why this node does not take part, null if it does or if the system has no cluster. */
    static @Nullable String missing(ActorSystem system) {
        if (!(((ExtendedActorSystem) system).provider() instanceof ClusterActorRefProvider)) {
            return null;
        }
        MemberStatus status = Cluster.get(Adapter.toTyped(system)).selfMember().status();
        return status.equals(MemberStatus.up())
                ? null
                : "this node is not up in its cluster but " + status + "; let it join, or wait";
    }
}
