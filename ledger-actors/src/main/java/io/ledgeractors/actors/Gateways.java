package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.access.AccessSettings;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.server.GatewayServer;
import io.ledgeractors.actors.internal.gateway.session.GatewayConnector;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.LedgerStatus;
import io.ledgeractors.actors.message.BatcherMessage;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterActorRefProvider;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** Connects nodes through gateways, and lets nodes serve as one. */
final class Gateways {
    /** The beginning of the role that Pekko gives each node. */
    private static final String DATA_CENTER = "dc-";

    /** The statuses of a member that has come up, and whose actors Pekko watches therefore. */
    private static final Set<MemberStatus> WATCHED =
            Set.of(MemberStatus.weaklyUp(), MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

    private Gateways() {}

    // Ledgers at different paths may be different ledgers, so each path has gateways of its own.
    static ServiceKey<GatewayServerMessage> key(String path) {
        return ServiceKey.create(GatewayServerMessage.class, "ledger-gateway of " + path);
    }

    /**
     * Returns a connection through gateways.
     *
     * @throws IllegalArgumentException if the system has no cluster or is a gateway itself; the message says what to do
     */
    static Connection connect(
            ActorSystem<?> system, String path, GatewayConnection settings, LedgerEnvironment environment) {
        if (!isClustered(system)) {
            throw new IllegalArgumentException(
                    path + ".connection = gateway needs a Pekko cluster, in which gateways are"
                            + " found; set pekko.actor.provider = cluster, or use another connection");
        }
        if (hasRole(system, settings.role())) {
            throw new IllegalArgumentException("this node has the cluster role " + settings.role()
                    + " of gateways, so it needs a session of its own; set " + path
                    + ".connection = cluster, or remove the role from pekko.cluster.roles");
        }
        return new GatewayConnector(
                system,
                GatewayConnector.Names.byAddress(
                        Cluster.get(system).selfMember().uniqueAddress().toString()),
                settings.role(),
                settings.lostAfter(),
                key(path),
                environment.clock(),
                environment.alarms(),
                environment.batcherDispatcher());
    }

    /** Starts the gateway of a ledger if this node has the role of gateways. */
    static void serve(
            ActorSystem<?> system,
            String path,
            String name,
            LedgerSettings settings,
            Connection connection,
            ActorRef<BatcherMessage> batcher,
            LedgerStatus status) {
        boolean isServing = !(settings.connection() instanceof GatewayConnection)
                && isClustered(system)
                && hasRole(system, settings.gateway().role());
        if (!isServing) {
            return;
        }
        AccessSettings access = access(system, path);
        ActorRef<GatewayServerMessage> gateway = system.systemActorOf(
                GatewayServer.create(new GatewayServer.Dependencies(
                        key(path),
                        connection.ledger(),
                        settings.gateway().maxNodes(),
                        limits(system, access),
                        access.digests(),
                        batcher,
                        status::limits)),
                name,
                Props.empty());
        // Nodes go to other gateways before this one stops taking asks.
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseServiceUnbind(), name + "-stop", () -> {
            CompletableFuture<Done> stopped = new CompletableFuture<>();
            gateway.tell(new GatewayServer.Stop(() -> stopped.complete(Done.getInstance())));
            return stopped;
        });
    }

    private static AccessSettings access(ActorSystem<?> system, String path) {
        return AccessSettings.create(
                path + "." + LedgerSettings.ACCESS,
                LedgerSettings.section(system, path).getConfig(LedgerSettings.ACCESS));
    }

    /**
     * Returns the limits of a caller, or null if its node has not come up in the cluster as far as this node knows.
     * Pekko ignores the watch of an actor on such a node, without a word, and does not make up for it later.
     */
    private static Function<ActorRef<?>, @Nullable AccessLimits> limits(ActorSystem<?> system, AccessSettings access) {
        Cluster cluster = Cluster.get(system);
        return caller -> {
            Address address = caller.path().address();
            for (Member member : cluster.state().getMembers()) {
                if (member.address().equals(address)) {
                    return WATCHED.contains(member.status())
                            ? access.limitsOf(member.getRoles()).of(inWords(member))
                            : null;
                }
            }
            return null;
        };
    }

    private static String inWords(Member member) {
        String roles = member.getRoles().stream()
                .filter(role -> !role.startsWith(DATA_CENTER))
                .sorted()
                .collect(Collectors.joining(", "));
        return member.address().hostPort() + (roles.isEmpty() ? " without a role" : " with the roles " + roles);
    }

    private static boolean isClustered(ActorSystem<?> system) {
        return ((ExtendedActorSystem) system.classicSystem()).provider() instanceof ClusterActorRefProvider;
    }

    private static boolean hasRole(ActorSystem<?> system, String role) {
        return Cluster.get(system).selfMember().hasRole(role);
    }
}
