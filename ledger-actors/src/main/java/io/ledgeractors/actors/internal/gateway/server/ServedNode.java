package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply.Progress;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A node that the gateway serves, with its session. Answers are sent from the batcher's thread; the other methods run
 * on the gateway's.
 */
final class ServedNode {
    /**
     * By what the gateway knows a session.
     *
     * @param actor of the session, which gets the replies
     * @param secret chosen by the session; nodes that name the actor of another one do not know it
     */
    record Session(ActorRef<GatewayReply> actor, UInt128 secret) {}

    private final Session session;
    private final UInt128 ticket;
    private final int frameBodyMax;
    private final long order;
    private final AccessLimits access;
    private GatewayReply.@Nullable SessionOpened opened;
    private long number;
    /** The last request that has its outcome. It is set before the answer, which the next request may follow. */
    private final AtomicLong ended = new AtomicLong();
    /** The last request that was answered. It is set after the answer, which a pong that tells so must not overtake. */
    private final AtomicLong answered = new AtomicLong();

    /**
     * Creates a node whose session is not open yet.
     *
     * @param ticket a random number that the requests of the session must bring
     * @param frameBodyMax greatest body in bytes that can travel between the node and the gateway
     * @param order key that no other asks at the batcher have
     * @param access what the node may do
     */
    ServedNode(Session session, UInt128 ticket, int frameBodyMax, long order, AccessLimits access) {
        this.session = session;
        this.ticket = ticket;
        this.frameBodyMax = frameBodyMax;
        this.order = order;
        this.access = access;
    }

    Session session() {
        return session;
    }

    int frameBodyMax() {
        return frameBodyMax;
    }

    long order() {
        return order;
    }

    AccessLimits access() {
        return access;
    }

    boolean isOpen() {
        return opened != null;
    }

    /** Returns true if the session is open and its actor has got this ticket. */
    boolean isOpenWith(UInt128 itsTicket) {
        return isOpen() && ticket.equals(itsTicket);
    }

    /** Returns true if a request of the node was not answered yet. */
    boolean isBusy() {
        return answered.get() != number;
    }

    /**
     * Tells the node that its session is open.
     *
     * @param ledger names the ledger
     * @param limits of one request
     * @param timestamp at which the ledger has answered for the session
     * @param behind the gateway's own session
     */
    void open(String ledger, Limits limits, long timestamp, SessionState.Registered behind) {
        opened = new GatewayReply.SessionOpened(ledger, limits, timestamp, behind, ticket, session.secret());
        openAgain();
    }

    /** Tells the node again that its session is open, because the first message may be lost. */
    void openAgain() {
        session.actor().tell(Objects.requireNonNull(opened));
    }

    /** Tells the node the state of the gateway's own session. */
    void stateChanged(SessionState behind) {
        session.actor().tell(new GatewayReply.StateChanged(behind, session.secret()));
    }

    /** Tells the node that the gateway ends the session; see {@link GatewayReply.Closing}. */
    void closing(String why, boolean isForgotten) {
        session.actor().tell(new GatewayReply.Closing(why, isForgotten, session.secret()));
    }

    /** Returns the limits of the open session. */
    Limits limits() {
        return Objects.requireNonNull(opened).limits();
    }

    /**
     * Takes the next request. Returns false if the gateway has it already, or if the one before it has no outcome: no
     * session sends such a request, and many of them would exhaust the gateway's memory.
     */
    boolean take(long next) {
        if (next <= number || ended.get() != number) {
            return false;
        }
        number = next;
        return true;
    }

    /** Answers a request on any thread. */
    void answer(long request, Outcome outcome) {
        ended.accumulateAndGet(request, Math::max);
        session.actor().tell(new GatewayReply.Answered(request, outcome, session.secret()));
        answered.accumulateAndGet(request, Math::max);
    }

    /** Answers a ping about a request. */
    void pong(long request) {
        session.actor().tell(new GatewayReply.Pong(request, progress(request), session.secret()));
    }

    private Progress progress(long request) {
        if (request > number) {
            return Progress.NOT_SEEN;
        }
        return request == number && isBusy() ? Progress.IN_PROGRESS : Progress.ANSWERED;
    }
}
