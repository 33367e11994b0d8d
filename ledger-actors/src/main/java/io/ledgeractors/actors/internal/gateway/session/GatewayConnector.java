package io.ledgeractors.actors.internal.gateway.session;

import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.SessionStates;
import io.ledgeractors.actors.serialization.FrameLimit;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INTERNAL API. Opens sessions through gateways, and remembers from session to session what they found out about them.
 * Thread-safe.
 */
@InternalApi
public final class GatewayConnector implements Connection {
    /**
     * The names by which nodes spread over gateways.
     *
     * @param node name of this node, which differs from node to node
     * @param gateway gives the name of a gateway, which is the same at all nodes
     */
    public record Names(String node, Function<ActorRef<GatewayServerMessage>, String> gateway) {
        /** Names gateways by their addresses. */
        public static Names byAddress(String node) {
            return new Names(node, gateway -> gateway.path().toSerializationFormat());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(GatewayConnector.class);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final ActorSystem<?> system;
    private final Names names;
    private final String role;
    private final Duration lostAfter;
    private final ServiceKey<GatewayServerMessage> key;
    private final Clock clock;
    private final @Nullable Alarms alarms;
    private final String dispatcher;
    private final AtomicReference<@Nullable ActorRef<GatewayServerMessage>> avoided = new AtomicReference<>();
    private final AtomicBoolean isMissing = new AtomicBoolean();
    private final AtomicReference<@Nullable String> ledger = new AtomicReference<>();

    /**
     * Creates a connector.
     *
     * @param names of this node and of gateways, by which this node chooses one
     * @param role the cluster role of gateways, for messages
     * @param lostAfter a gateway that sends nothing for this time is lost
     * @param key by which gateways are found
     * @param alarms ring in place of Pekko's timers; null if there are none
     * @param dispatcher path of the dispatcher of sessions; it must have a thread for each actor
     */
    public GatewayConnector(
            ActorSystem<?> system,
            Names names,
            String role,
            Duration lostAfter,
            ServiceKey<GatewayServerMessage> key,
            Clock clock,
            @Nullable Alarms alarms,
            String dispatcher) {
        this.system = system;
        this.names = names;
        this.role = role;
        this.lostAfter = lostAfter;
        this.key = key;
        this.clock = clock;
        this.alarms = alarms;
        this.dispatcher = dispatcher;
    }

    @Override
    public LedgerSession newSession() {
        return new GatewaySession(session -> system.systemActorOf(
                        GatewaySessionActor.create(this, session),
                        "ledger-gateway-session-" + NUMBERS.incrementAndGet(),
                        DispatcherSelector.fromConfig(dispatcher))
                .narrow());
    }

    @Override
    public boolean sendsChecksums() {
        return false;
    }

    @Override
    public boolean mayReopen() {
        return true;
    }

    @Override
    public String ledger() {
        String known = ledger.get();
        return known == null ? "the ledger of gateways" : known;
    }

    @Override
    public CompletionStage<Done> close() {
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    String role() {
        return role;
    }

    Duration lostAfter() {
        return lostAfter;
    }

    ServiceKey<GatewayServerMessage> key() {
        return key;
    }

    Clock clock() {
        return clock;
    }

    @Nullable
    Alarms alarms() {
        return alarms;
    }

    /** Returns the greatest body of a request or a reply that this node can send and receive. */
    int frameBodyMax() {
        return FrameLimit.body(system);
    }

    /** Returns the address of a gateway. */
    static String name(ActorRef<?> gateway) {
        return gateway.path().address().hostPort();
    }

    /** Chooses a gateway, other than one that was lost if there is another; null if there is none. */
    @Nullable
    ActorRef<GatewayServerMessage> choose(Collection<ActorRef<GatewayServerMessage>> gateways) {
        return GatewayChoice.choose(names.node(), gateways, names.gateway(), avoided.get());
    }

    /** Warns once that no gateway was found for a while, however many sessions look for one. */
    void missing(SessionState.NoGateway state) {
        if (!isMissing.getAndSet(true)) {
            LOG.warn("The ledger is not ready: {}.", SessionStates.describe(state));
        }
    }

    /** Tells after such a warning that a gateway was found. */
    void found(ActorRef<?> gateway) {
        if (isMissing.getAndSet(false)) {
            LOG.info("The gateway {} was found.", name(gateway));
        }
    }

    /** Tells that a gateway was lost. */
    void avoid(ActorRef<GatewayServerMessage> gateway) {
        avoided.set(gateway);
    }

    /**
     * Compares the ledger of a gateway with that of the first one.
     *
     * @return null if it is the same, else what is wrong with the gateway
     */
    @Nullable
    String otherLedger(String name) {
        String first = ledger.compareAndExchange(null, name);
        return first == null || first.equals(name)
                ? null
                : "works on another ledger (" + name + ") than the gateway before it (" + first
                        + "); correct ledger-actors.cluster on one of them and start it again, or start this node again"
                        + " if the addresses of the ledger have changed";
    }
}
