package io.ledgeractors.it.nodes;

import io.ledgeractors.actors.Ledger;
import java.time.Duration;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A gateway in a process of its own, which a test kills. It prints its address once it is ready. */
final class GatewayProgram {
    static final String READY = "gateway at ";

    private GatewayProgram() {}

    /** Runs the program: the address of a member, the addresses of the ledger, the id of its cluster. */
    public static void main(String[] args) {
        ActorSystem<Void> gateway =
                ActorSystem.create(Behaviors.empty(), GatewayClients.SYSTEM, GatewayClients.gateway(args[1], args[2]));
        Cluster cluster = Cluster.get(gateway);
        cluster.manager().tell(Join.create(AddressFromURIString.parse(args[0])));
        Ledger.get(gateway).awaitReady(Duration.ofMinutes(1));
        System.out.println(READY + cluster.selfMember().address());
    }
}
