package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.message.SessionSecrets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a gateway with the other gateways of its cluster: a shell around {@link OtherGateways}. A gateway listens to
 * statements of gateways that it has asked only, so no other actor can make it stand still. Used on the gateway's
 * thread only.
 */
final class ComparedGateways {
    private static final Logger LOG = LoggerFactory.getLogger(ComparedGateways.class);

    private final ActorRef<GatewayServerMessage> self;
    private final ServiceKey<GatewayServerMessage> key;
    private final String ledger;
    private final Map<String, Long> settings;
    private final OtherGateways<ActorRef<GatewayServerMessage>> others = new OtherGateways<>();

    /**
     * Creates the comparison of a gateway.
     *
     * @param self the gateway
     * @param keyOfService the key by which nodes find gateways
     * @param ledger names its ledger; two gateways with the same ledger name it alike
     * @param settings digests of its settings that should be the same at all gateways, by their keys
     */
    ComparedGateways(
            ActorRef<GatewayServerMessage> self,
            ServiceKey<GatewayServerMessage> keyOfService,
            String ledger,
            Map<String, Long> settings) {
        this.self = self;
        // Gateways find each other as long as they live, also while nodes do not find them.
        this.key = ServiceKey.create(GatewayServerMessage.class, keyOfService.id() + ", for gateways");
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Begins.
     *
     * @param context of the gateway
     * @param known makes the message that the gateway hands to {@link #known}
     */
    void begin(
            ActorContext<GatewayServerMessage> context,
            org.apache.pekko.japi.function.Function<Receptionist.Listing, GatewayServerMessage> known) {
        ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
        receptionist.tell(Receptionist.register(key, self));
        receptionist.tell(Receptionist.subscribe(key, context.messageAdapter(Receptionist.Listing.class, known)));
    }

    /** Takes the gateways of the cluster, and asks those that are new. */
    void known(Receptionist.Listing listing) {
        // One that cannot be reached may go on to serve the nodes on its side.
        Set<ActorRef<GatewayServerMessage>> all = new LinkedHashSet<>(listing.getAllServiceInstances(key));
        all.remove(self);
        others.known(all, SessionSecrets::next);
        ask();
    }

    /** Asks the gateways that have not answered, because an inquiry or its answer may be lost. */
    void ask() {
        others.unanswered().forEach((other, number) -> other.tell(new GatewayPeerMessage.Inquiry(number, self)));
    }

    /** Answers another gateway. */
    void inquired(GatewayPeerMessage.Inquiry inquiry) {
        inquiry.replyTo().tell(new GatewayPeerMessage.Statement(inquiry.number(), ledger, settings));
    }

    /**
     * Takes the statement of another gateway.
     *
     * @return why this gateway and the other one must not serve; null if they may
     */
    @Nullable
    String stated(GatewayPeerMessage.Statement statement) {
        ActorRef<GatewayServerMessage> other = others.answered(statement);
        if (other == null) {
            return null;
        }
        String name = other.path().address().hostPort();
        SortedSet<String> differences = OtherGateways.differences(settings, statement.settings());
        if (!differences.isEmpty()) {
            LOG.warn(
                    "The gateway {} limits its callers in another way than this one, so the limits of a node depend on"
                            + " its gateway; set the same values on both: {}.",
                    name,
                    OtherGateways.list(differences));
        }
        return statement.ledger().equals(ledger)
                ? null
                : "does not serve, because it works on another ledger (" + ledger + ") than the gateway " + name + " ("
                        + statement.ledger() + "); correct ledger-actors.cluster on the wrong one and start both again";
    }
}
