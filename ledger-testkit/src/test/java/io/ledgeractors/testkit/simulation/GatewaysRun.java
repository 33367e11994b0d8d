package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerUnavailableException;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.server.GatewayServer;
import io.ledgeractors.actors.internal.gateway.session.GatewayConnector;
import io.ledgeractors.session.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/** One run of {@link GatewaysScenario}. */
final class GatewaysRun {
    private static final int GATEWAYS = 2;
    private static final int NODES_MAX = 3;
    private static final int TELLERS_MAX = 3;
    private static final int TROUBLES_MAX = 12;
    private static final int TROUBLES_END_MS = 4_500;
    private static final int LOSS_PERCENT_MAX = 15;
    private static final int NODES_OF_ONE = 64;

    // Systems serve several runs, and the receptionist of a system must not find the gateways of another run.
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final ServiceKey<GatewayServerMessage> key =
            ServiceKey.create(GatewayServerMessage.class, "simulated gateway " + RUNS.incrementAndGet());
    private final Map<Integer, ActorRef<GatewayServerMessage>> gateways = new HashMap<>();
    private final List<ActorRef<GatewayServerMessage>> started = new ArrayList<>();
    private final boolean[] isParted = new boolean[GATEWAYS];
    private final ActorWorld world;
    private final Random random;
    private final int lossPercent;

    GatewaysRun(ActorWorld world) {
        this.world = world;
        this.random = world.random();
        this.lossPercent = random.nextBoolean() ? 0 : random.nextInt(LOSS_PERCENT_MAX);
    }

    /** Starts gateways and nodes, and plans what happens to the gateways. The accounts are open. */
    void begin() {
        for (int gateway = 0; gateway < GATEWAYS; gateway++) {
            start(gateway);
        }
        int nodes = 1 + random.nextInt(NODES_MAX);
        for (int node = 0; node < nodes; node++) {
            startNode(node);
        }
        int troubles = random.nextInt(TROUBLES_MAX);
        for (int i = 0; i < troubles; i++) {
            int gateway = random.nextInt(GATEWAYS);
            int when = random.nextInt(TROUBLES_END_MS);
            Duration length = Duration.ofMillis(random.nextInt(TROUBLES_END_MS - when));
            Runnable trouble = random.nextBoolean() ? () -> kill(gateway, length) : () -> part(gateway, length);
            world.after(Duration.ofMillis(when), trouble);
        }
    }

    private void startNode(int node) {
        GatewayConnector connector = new GatewayConnector(
                world.system(),
                new GatewayConnector.Names("node " + node, gateway -> "gateway " + started.indexOf(gateway)),
                "gateway",
                Duration.ofMillis(500 + random.nextInt(2_000)),
                key,
                world.ledger().clock(),
                world.ledger().alarms().orElseThrow(),
                ActorWorld.DISPATCHER);
        Ledger ledger = world.open(connector::newSession);
        int tellers = 1 + random.nextInt(TELLERS_MAX);
        for (int i = 0; i < tellers; i++) {
            CompletableFuture<Integer> done = new CompletableFuture<>();
            world.spawn(new Teller(random, ledger, 1_000L * (1 + node * TELLERS_MAX + i), done).create());
            world.await(done, (asks, failure) -> {});
        }
    }

    private void start(int gateway) {
        GatewayServer.Dependencies dependencies = new GatewayServer.Dependencies(
                key,
                "the ledger",
                NODES_OF_ONE,
                caller -> AccessLimits.NONE,
                Map.of(),
                world.ledger().batcher().unsafeUpcast(),
                this::limits);
        ActorRef<GatewayServerMessage> actor =
                world.spawn(Behaviors.intercept(() -> new Door(gateway), GatewayServer.create(dependencies)));
        gateways.put(gateway, actor);
        started.add(actor);
    }

    private @Nullable Limits limits() {
        try {
            return world.ledger().limits();
        } catch (LedgerUnavailableException early) {
            return null;
        }
    }

    private void kill(int gateway, Duration length) {
        ActorRef<GatewayServerMessage> killed = gateways.remove(gateway);
        if (killed != null) {
            world.stop(killed);
            world.after(length, () -> start(gateway));
        }
    }

    private void part(int gateway, Duration length) {
        isParted[gateway] = true;
        world.after(length, () -> isParted[gateway] = false);
    }

    private boolean isLost(int gateway) {
        return isParted[gateway] || !world.isHealed() && random.nextInt(100) < lossPercent;
    }

    /** Loses messages to and from a gateway. */
    private final class Door extends BehaviorInterceptor<GatewayServerMessage, GatewayServerMessage> {
        private final int gateway;
        private final Map<ActorRef<GatewayReply>, ActorRef<GatewayReply>> relays = new HashMap<>();

        Door(int gateway) {
            super(GatewayServerMessage.class);
            this.gateway = gateway;
        }

        @Override
        public Behavior<GatewayServerMessage> aroundReceive(
                TypedActorContext<GatewayServerMessage> context,
                GatewayServerMessage message,
                ReceiveTarget<GatewayServerMessage> target) {
            if (!(message instanceof GatewayRequest request)) {
                return target.apply(context, message);
            }
            if (isLost(gateway)) {
                return Behaviors.same();
            }
            ActorRef<GatewayReply> relay =
                    relays.computeIfAbsent(request.replyTo(), session -> world.spawn(relay(session)));
            return target.apply(context, through(relay, request));
        }

        private Behavior<GatewayReply> relay(ActorRef<GatewayReply> session) {
            return Behaviors.setup(context -> {
                context.watch(session);
                return Behaviors.receive(GatewayReply.class)
                        .onAnyMessage(reply -> {
                            if (!isLost(gateway)) {
                                session.tell(reply);
                            }
                            return Behaviors.same();
                        })
                        .onSignal(Terminated.class, gone -> Behaviors.stopped())
                        .build();
            });
        }

        private static GatewayRequest through(ActorRef<GatewayReply> relay, GatewayRequest request) {
            if (request instanceof GatewayRequest.Open open) {
                return new GatewayRequest.Open(open.frameBodyMax(), open.secret(), relay);
            }
            if (request instanceof GatewayRequest.Submit submit) {
                return new GatewayRequest.Submit(
                        submit.number(), submit.operation(), submit.body(), submit.ticket(), submit.secret(), relay);
            }
            if (request instanceof GatewayRequest.Ping ping) {
                return new GatewayRequest.Ping(ping.number(), ping.secret(), relay);
            }
            return new GatewayRequest.Close(request.secret(), relay);
        }
    }
}
