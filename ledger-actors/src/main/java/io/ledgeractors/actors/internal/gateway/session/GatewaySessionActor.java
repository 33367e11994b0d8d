package io.ledgeractors.actors.internal.gateway.session;

import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.actors.internal.gateway.message.GatewaySessionMessage;
import io.ledgeractors.actors.internal.gateway.message.SessionSecrets;
import io.ledgeractors.actors.internal.gateway.message.UnreadableGatewayMessage;
import io.ledgeractors.actors.internal.time.ActorTimers;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * The actor of one session through a gateway: a shell around {@link GatewaySessionRules}. It takes no reply without its
 * secret, because any node can send it one.
 */
final class GatewaySessionActor implements GatewaySessionRules.Effects {
    /** A message of the session itself. */
    sealed interface Message extends GatewaySessionMessage {}

    /** Sends a request, whose bytes nobody changes. */
    record Send(Operation operation, ByteBuffer body) implements Message {}

    /** Ends the session. */
    record Close() implements Message {}

    private record Known(Receptionist.Listing listing) implements Message {}

    private record Tick() implements Message {}

    private final ActorContext<GatewaySessionMessage> context;
    private final GatewayConnector connector;
    private final GatewaySession session;
    private final GatewaySessionRules rules;
    private final UInt128 secret = SessionSecrets.next();
    private UInt128 ticket = UInt128.ZERO;
    private @Nullable ActorRef<GatewayServerMessage> gateway;
    private @Nullable Send inFlight;

    private GatewaySessionActor(
            ActorContext<GatewaySessionMessage> context, GatewayConnector connector, GatewaySession session) {
        this.context = context;
        this.connector = connector;
        this.session = session;
        this.rules = new GatewaySessionRules(connector.role(), this);
    }

    static Behavior<GatewaySessionMessage> create(GatewayConnector connector, GatewaySession session) {
        return ActorTimers.with(
                connector.alarms(),
                timers ->
                        Behaviors.setup(context -> new GatewaySessionActor(context, connector, session).begin(timers)));
    }

    private Behavior<GatewaySessionMessage> begin(ActorTimers<GatewaySessionMessage> timers) {
        startTick(timers);
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        connector.key(), context.messageAdapter(Receptionist.Listing.class, Known::new)));
        return Behaviors.receive(GatewaySessionMessage.class)
                .onMessage(Send.class, this::send)
                .onMessage(Close.class, close -> {
                    rules.close();
                    return next();
                })
                .onMessage(Known.class, this::known)
                .onMessage(Tick.class, tick -> {
                    rules.tick();
                    startTick(timers);
                    return next();
                })
                .onMessage(GatewayReply.class, this::replied)
                .onMessage(UnreadableGatewayMessage.class, unreadable -> Behaviors.same())
                .onSignal(Terminated.class, gone -> {
                    rules.lost("has left the cluster");
                    return next();
                })
                .onSignal(PostStop.class, stop -> {
                    rules.lost("cannot be asked any more, because the actor system ends");
                    rules.close();
                    session.stopped();
                    return Behaviors.same();
                })
                .build();
    }

    private void startTick(ActorTimers<GatewaySessionMessage> timers) {
        Duration wait = connector.lostAfter().dividedBy(GatewaySessionRules.SILENT_TICKS_MAX);
        timers.start(Tick.class, new Tick(), wait);
    }

    private Behavior<GatewaySessionMessage> send(Send send) {
        inFlight = send;
        rules.submit();
        return next();
    }

    private Behavior<GatewaySessionMessage> known(Known known) {
        if (rules.isSearching()) {
            ActorRef<GatewayServerMessage> chosen =
                    connector.choose(known.listing().getServiceInstances(connector.key()));
            if (chosen == null) {
                rules.noneKnown();
            } else {
                gateway = chosen;
                context.watch(chosen);
                connector.found(chosen);
                rules.chosen(GatewayConnector.name(chosen));
            }
        }
        return next();
    }

    private Behavior<GatewaySessionMessage> replied(GatewayReply reply) {
        if (!reply.secret().equals(secret)) {
            context.getLog().debug("A message was ignored, because it is not from the gateway of this session.");
        } else if (reply instanceof GatewayReply.SessionOpened opened) {
            opened(opened);
        } else if (reply instanceof GatewayReply.StateChanged changed) {
            rules.stateChanged(changed.behind(), connector.clock().monotonicNanos());
        } else if (reply instanceof GatewayReply.Answered answered) {
            rules.answered(answered.number(), answered.outcome());
        } else if (reply instanceof GatewayReply.Pong pong) {
            rules.pong(pong.number(), pong.progress());
        } else {
            rules.closing((GatewayReply.Closing) reply);
        }
        return next();
    }

    private void opened(GatewayReply.SessionOpened opened) {
        String other = connector.otherLedger(opened.ledger());
        if (other == null) {
            ticket = opened.ticket();
            session.setLimits(opened.limits());
            rules.opened(opened);
        } else {
            context.getLog().error("The gateway {} {}.", gateway, other);
            rules.lost(other);
        }
    }

    private Behavior<GatewaySessionMessage> next() {
        return rules.isOver() ? Behaviors.stopped() : Behaviors.same();
    }

    // ---- decisions of the rules

    @Override
    public void sendOpen() {
        tell(new GatewayRequest.Open(connector.frameBodyMax(), secret, replies()));
    }

    @Override
    public void sendRequest(long number) {
        Send send = Objects.requireNonNull(inFlight);
        tell(new GatewayRequest.Submit(number, send.operation().code(), send.body(), ticket, secret, replies()));
    }

    @Override
    public void sendPing(long number) {
        tell(new GatewayRequest.Ping(number, secret, replies()));
    }

    @Override
    public void sendClose() {
        tell(new GatewayRequest.Close(secret, replies()));
    }

    @Override
    public void state(SessionState state) {
        if (state instanceof SessionState.GatewayLost) {
            connector.avoid(Objects.requireNonNull(gateway));
        }
        session.stateChanged(state);
    }

    @Override
    public void outcome(Outcome outcome) {
        inFlight = null;
        session.outcome(outcome);
    }

    @Override
    public void warn(SessionState.NoGateway state) {
        connector.missing(state);
    }

    private ActorRef<GatewayReply> replies() {
        return context.getSelf().narrow();
    }

    private void tell(GatewayRequest request) {
        Objects.requireNonNull(gateway).tell(request);
    }
}
