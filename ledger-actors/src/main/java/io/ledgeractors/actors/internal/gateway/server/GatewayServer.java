package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.access.AccessRules;
import io.ledgeractors.actors.internal.gateway.access.FilteredRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.message.SessionSecrets;
import io.ledgeractors.actors.internal.gateway.message.UnreadableGatewayMessage;
import io.ledgeractors.actors.internal.session.SessionStates;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.StateSubscription;
import io.ledgeractors.actors.serialization.FrameLimit;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. The actor of a gateway. It passes each request of a node to the batcher at most once, as one ask, and
 * sends the outcome back. It serves a bounded number of nodes, each of which has at most one request in flight, so the
 * gateway's memory is bounded. Any node can send it any message. A message that does not fit the session that it names
 * changes nothing.
 *
 * <p>It compares its ledger and the limits of its callers with those of the other gateways. Pekko compares a joining
 * node only with the seed node that answers, which may have no ledger of its own. So gateways of different ledgers can
 * be members of one cluster. Both stand still then, so that the cluster does not work on two ledgers.
 */
@InternalApi
public final class GatewayServer {
    /** The greatest order key of a program is far below this bit, and keys with the highest bit belong to accounts. */
    private static final long ORDER_OF_NODES = 1L << 62;

    /** A session leaves one ask behind when it ends, so nodes that open sessions without end could leave many. */
    private static final int ASKS_PER_NODE = 2;

    private static final String SHUTTING_DOWN = "is shutting down";

    /**
     * The settings and neighbours of a gateway.
     *
     * @param key by which nodes find it
     * @param ledger names the ledger; two gateways with the same ledger name it alike
     * @param nodesMax the most nodes that it serves
     * @param access returns what the node of a session may do, or null if that cannot be known yet or if the actor of
     *     the session cannot be watched yet, so that its place would never be free again
     * @param settings digests of the settings that should be the same at all gateways, by their keys
     * @param batcher has the session with the ledger
     * @param limits returns the limits of a request once the batcher has had a session
     */
    public record Dependencies(
            ServiceKey<GatewayServerMessage> key,
            String ledger,
            int nodesMax,
            Function<ActorRef<?>, @Nullable AccessLimits> access,
            Map<String, Long> settings,
            ActorRef<BatcherMessage> batcher,
            Supplier<@Nullable Limits> limits) {}

    /**
     * Stops the service. No node opens a session any more, and sessions end after the request in flight.
     *
     * @param whenStopped is called once no request is in flight, perhaps more than once
     */
    public record Stop(Runnable whenStopped) implements GatewayServerMessage {}

    private record Known(Receptionist.Listing listing) implements GatewayServerMessage {}

    private record Behind(SessionState state) implements GatewayServerMessage {}

    private record Probed(ServedNode node, Outcome outcome) implements GatewayServerMessage {}

    private record Filtered(ServedNode node, long number, FilteredRequest request, Outcome outcome)
            implements GatewayServerMessage {}

    private record Answered(ServedNode node, long timestamp) implements GatewayServerMessage {}

    private record Subscription(ActorRef<SessionState> subscriber) implements StateSubscription {
        @Override
        public boolean isBeginning() {
            return true;
        }
    }

    /** What outlives a restart, because asks and promises of the actor do. */
    private static final class Lasting {
        private long lastTimestamp;
        private long orders = ORDER_OF_NODES;
        /** The asks at the batcher without an outcome, also those of sessions that have ended. */
        private int asks;
        /** Why the gateway must not serve any more, because another one has another ledger; null if it may. */
        private @Nullable String conflict;

        private @Nullable Runnable whenStopped;
    }

    private final ActorContext<GatewayServerMessage> context;
    private final Dependencies dependencies;
    private final Lasting lasting;
    private final ComparedGateways compared;
    private final Map<ServedNode.Session, ServedNode> nodes = new LinkedHashMap<>();
    private SessionState behind = new SessionState.Connecting();
    private SessionState.@Nullable Registered registered;

    private GatewayServer(ActorContext<GatewayServerMessage> context, Dependencies dependencies, Lasting lasting) {
        this.context = context;
        this.dependencies = dependencies;
        this.lasting = lasting;
        this.compared = new ComparedGateways(
                context.getSelf(), dependencies.key(), dependencies.ledger(), dependencies.settings());
    }

    /** Creates the behavior of a gateway. */
    public static Behavior<GatewayServerMessage> create(Dependencies dependencies) {
        return Behaviors.setup(actor -> {
            Lasting lasting = new Lasting();
            Behavior<GatewayServerMessage> serving =
                    Behaviors.setup(context -> new GatewayServer(context, dependencies, lasting).begin());
            // Nodes whose sessions are forgotten by a restart open new ones.
            return Behaviors.supervise(serving).onFailure(SupervisorStrategy.restart());
        });
    }

    private Behavior<GatewayServerMessage> begin() {
        dependencies.batcher().tell(new Subscription(context.messageAdapter(SessionState.class, Behind::new)));
        compared.begin(context, Known::new);
        if (closing() == null) {
            context.getSystem().receptionist().tell(Receptionist.register(dependencies.key(), context.getSelf()));
        }
        tellIfStopped();
        return Behaviors.receive(GatewayServerMessage.class)
                .onMessage(GatewayRequest.Open.class, this::open)
                .onMessage(GatewayRequest.Submit.class, this::submit)
                .onMessage(GatewayRequest.Ping.class, this::ping)
                .onMessage(GatewayRequest.Close.class, close -> forget(session(close)))
                .onMessage(GatewayPeerMessage.Inquiry.class, this::inquired)
                .onMessage(GatewayPeerMessage.Statement.class, this::stated)
                .onMessage(Known.class, this::known)
                .onMessage(Probed.class, this::probed)
                .onMessage(Filtered.class, this::filtered)
                .onMessage(Answered.class, this::answered)
                .onMessage(Behind.class, this::stateChanged)
                .onMessage(Stop.class, this::stop)
                .onMessage(UnreadableGatewayMessage.class, unreadable -> Behaviors.same())
                .onSignal(Terminated.class, this::gone)
                .build();
    }

    // ---- sessions

    private Behavior<GatewayServerMessage> open(GatewayRequest.Open open) {
        ServedNode known = nodes.get(session(open));
        String closing = closing();
        if (known == null) {
            begin(open);
        } else if (closing != null) {
            // The node was told before, but missed it. It has no request in flight while it opens its session.
            end(known, closing);
        } else if (known.isOpen()) {
            known.openAgain();
        } else {
            known.stateChanged(behind);
        }
        return Behaviors.same();
    }

    private void begin(GatewayRequest.Open open) {
        compared.ask();
        String refusal = refusal();
        if (refusal != null) {
            open.replyTo().tell(new GatewayReply.Closing(refusal, true, open.secret()));
            return;
        }
        AccessLimits access = dependencies.access().apply(open.replyTo());
        if (access == null) {
            // The node asks again in a moment. A refusal would send it to another gateway, which knows no more.
            open.replyTo().tell(new GatewayReply.StateChanged(behind, open.secret()));
            return;
        }
        int frameBodyMax = Math.min(open.frameBodyMax(), FrameLimit.body(context.getSystem()));
        ServedNode node = new ServedNode(session(open), SessionSecrets.next(), frameBodyMax, ++lasting.orders, access);
        nodes.put(node.session(), node);
        context.watch(open.replyTo());
        node.stateChanged(behind);
        ActorRef<GatewayServerMessage> self = context.getSelf();
        ask(ForwardedAsk.probe(node.order(), outcome -> self.tell(new Probed(node, outcome))));
    }

    private void ask(ForwardedAsk ask) {
        lasting.asks++;
        dependencies.batcher().tell(ask);
    }

    private @Nullable String refusal() {
        String closing = closing();
        if (closing != null) {
            return closing;
        }
        if (nodes.size() >= dependencies.nodesMax()) {
            return "serves " + nodes.size() + " nodes already; start another gateway, or raise"
                    + " ledger-actors.gateway.max-nodes there";
        }
        return lasting.asks < ASKS_PER_NODE * dependencies.nodesMax()
                ? null
                : "waits for the ledger to answer " + lasting.asks + " requests of sessions, most of which have ended";
    }

    private Behavior<GatewayServerMessage> probed(Probed probed) {
        lasting.asks--;
        ServedNode node = probed.node();
        Limits limits = dependencies.limits().get();
        SessionState.Registered present = registered;
        if (nodes.get(node.session()) != node || closing() != null) {
            return Behaviors.same();
        }
        if (probed.outcome() instanceof Outcome.Reply reply && limits != null && present != null) {
            lasting.lastTimestamp = Math.max(lasting.lastTimestamp, reply.timestamp());
            if (node.frameBodyMax() < Limits.SIZE_MIN) {
                end(node, "cannot send messages of " + node.frameBodyMax() + " bytes and more");
            } else {
                Limits ofFrames = new Limits(node.frameBodyMax(), node.frameBodyMax());
                node.open(dependencies.ledger(), limits.narrowed(ofFrames), reply.timestamp(), present);
            }
        } else {
            end(node, "could not reach the ledger: " + probed.outcome());
        }
        return Behaviors.same();
    }

    private void end(ServedNode node, String why) {
        node.closing(why, true);
        forget(node.session());
    }

    private Behavior<GatewayServerMessage> forget(ServedNode.Session session) {
        boolean wasLast = nodes.remove(session) != null
                && nodes.keySet().stream().noneMatch(other -> other.actor().equals(session.actor()));
        if (wasLast) {
            context.unwatch(session.actor());
        }
        tellIfStopped();
        return Behaviors.same();
    }

    private Behavior<GatewayServerMessage> gone(Terminated gone) {
        nodes.keySet().removeIf(session -> session.actor().equals(gone.getRef()));
        tellIfStopped();
        return Behaviors.same();
    }

    private static ServedNode.Session session(GatewayRequest request) {
        return new ServedNode.Session(request.replyTo(), request.secret());
    }

    // ---- requests

    private Behavior<GatewayServerMessage> submit(GatewayRequest.Submit submit) {
        ServedNode node = nodes.get(session(submit));
        if (node == null || !node.isOpenWith(submit.ticket())) {
            tellUnknown(submit);
        } else if (node.take(submit.number())) {
            String closing = closing();
            if (closing == null) {
                pass(node, submit);
            } else {
                node.answer(submit.number(), new Outcome.NotSent("the gateway " + closing));
                // The node may have missed it.
                node.closing(closing, false);
            }
        }
        return Behaviors.same();
    }

    private void pass(ServedNode node, GatewayRequest.Submit submit) {
        ActorRef<GatewayServerMessage> self = context.getSelf();
        try {
            ForwardedAsk ask =
                    ForwardedAsk.of(submit.operation(), submit.body(), node.limits(), node.order(), outcome -> {
                        node.answer(submit.number(), outcome);
                        self.tell(new Answered(node, outcome instanceof Outcome.Reply reply ? reply.timestamp() : 0));
                    });
            if (node.access().equals(AccessLimits.NONE)) {
                // The ask is well-formed, and reading its batches once more would find nothing.
                ask(ask);
                return;
            }
            ByteBuffer body = submit.body().slice().order(ByteOrder.LITTLE_ENDIAN);
            Map<Integer, String> denials =
                    AccessRules.checkRequest(node.access(), ask.operation(), body, charactersMax(node));
            if (!denials.isEmpty()) {
                node.answer(submit.number(), new Outcome.Forbidden(denials));
            } else if (FilteredRequest.isNeeded(node.access(), ask.operation())) {
                // The batcher's session has greater limits than the node's.
                FilteredRequest request = FilteredRequest.of(node.access(), ask.operation(), body, Limits.DEFAULT);
                goOn(node, submit.number(), request, request.begin(), lasting.lastTimestamp);
            } else {
                ask(ask);
            }
        } catch (ForwardedAsk.MalformedRequestException malformed) {
            node.answer(submit.number(), new Outcome.NotExecuted(malformed.reason()));
        }
    }

    // The reasons of an outcome that does not fit into a frame would be lost with it. What is not named is sent again.
    private static int charactersMax(ServedNode node) {
        return node.limits().replySizeLimit() / 4;
    }

    private void goOn(ServedNode node, long number, FilteredRequest request, FilteredRequest.Step step, long timestamp)
            throws ForwardedAsk.MalformedRequestException {
        if (step instanceof FilteredRequest.Step.Ask ask) {
            ActorRef<GatewayServerMessage> self = context.getSelf();
            ask(ForwardedAsk.of(
                    ask.operation().code(),
                    ask.body(),
                    Limits.DEFAULT,
                    node.order(),
                    outcome -> self.tell(new Filtered(node, number, request, outcome))));
        } else if (step instanceof FilteredRequest.Step.Refused refused) {
            node.answer(number, new Outcome.Forbidden(refused.batches()));
        } else {
            node.answer(number, new Outcome.Reply(((FilteredRequest.Step.Done) step).body(), timestamp));
        }
    }

    private Behavior<GatewayServerMessage> filtered(Filtered filtered) throws ForwardedAsk.MalformedRequestException {
        lasting.asks--;
        ServedNode node = filtered.node();
        if (nodes.get(node.session()) != node) {
            return Behaviors.same();
        }
        if (!(filtered.outcome() instanceof Outcome.Reply reply)) {
            node.answer(filtered.number(), filtered.outcome());
        } else {
            lasting.lastTimestamp = Math.max(lasting.lastTimestamp, reply.timestamp());
            FilteredRequest.Step step = filtered.request().answered(reply.body());
            String closing = closing();
            if (closing != null && step instanceof FilteredRequest.Step.Ask) {
                node.answer(filtered.number(), new Outcome.NotSent("the gateway " + closing));
            } else {
                goOn(node, filtered.number(), filtered.request(), step, reply.timestamp());
            }
        }
        tellIfStopped();
        return Behaviors.same();
    }

    private Behavior<GatewayServerMessage> answered(Answered answered) {
        lasting.asks--;
        lasting.lastTimestamp = Math.max(lasting.lastTimestamp, answered.timestamp());
        tellIfStopped();
        return Behaviors.same();
    }

    private Behavior<GatewayServerMessage> ping(GatewayRequest.Ping ping) {
        ServedNode node = nodes.get(session(ping));
        if (node == null) {
            tellUnknown(ping);
        } else {
            // The message that told of the last change may be lost, and a node does not send while it sees no session.
            node.stateChanged(behind);
            node.pong(ping.number());
        }
        return Behaviors.same();
    }

    private static void tellUnknown(GatewayRequest request) {
        request.replyTo().tell(new GatewayReply.Closing("does not know this session", true, request.secret()));
    }

    // ---- the gateway's own session

    private Behavior<GatewayServerMessage> stateChanged(Behind changed) {
        behind = changed.state();
        SessionState.Registered now = SessionStates.registered(behind);
        if (now != null) {
            SessionState.Registered before = registered;
            registered = now;
            boolean isOther = before != null
                    && now.registerTimestamp() != before.registerTimestamp()
                    && now.registerTimestamp() <= lasting.lastTimestamp;
            if (isOther) {
                // Nodes that open new sessions see from the timestamps that nothing can be found out any more.
                String why = "has a ledger that has lost data, or is another one than before";
                List.copyOf(nodes.values()).forEach(node -> end(node, why));
            }
        }
        nodes.values().forEach(node -> node.stateChanged(behind));
        return Behaviors.same();
    }

    // ---- the other gateways

    private Behavior<GatewayServerMessage> known(Known known) {
        compared.known(known.listing());
        return Behaviors.same();
    }

    private Behavior<GatewayServerMessage> inquired(GatewayPeerMessage.Inquiry inquiry) {
        compared.inquired(inquiry);
        return Behaviors.same();
    }

    private Behavior<GatewayServerMessage> stated(GatewayPeerMessage.Statement statement) {
        String conflict = compared.stated(statement);
        if (conflict != null && lasting.conflict == null) {
            // Nobody knows which gateway is right. If this one served again when the other is gone, the cluster would
            // go over to the wrong ledger when the right gateway dies.
            lasting.conflict = conflict;
            context.getLog().error("This gateway {}.", conflict);
            endAll(conflict);
        }
        return Behaviors.same();
    }

    // ---- the end

    /** Returns why the gateway ends its sessions and opens no others; null if it serves. */
    private @Nullable String closing() {
        return lasting.whenStopped == null ? lasting.conflict : SHUTTING_DOWN;
    }

    private Behavior<GatewayServerMessage> stop(Stop stop) {
        lasting.whenStopped = stop.whenStopped();
        endAll(SHUTTING_DOWN);
        tellIfStopped();
        return Behaviors.same();
    }

    private void endAll(String why) {
        context.getSystem().receptionist().tell(Receptionist.deregister(dependencies.key(), context.getSelf()));
        // A request in flight still gets its outcome, and one that is on its way is refused.
        nodes.values().forEach(node -> node.closing(why, false));
    }

    private void tellIfStopped() {
        Runnable callback = lasting.whenStopped;
        if (callback != null && nodes.values().stream().noneMatch(ServedNode::isBusy)) {
            callback.run();
        }
    }
}
