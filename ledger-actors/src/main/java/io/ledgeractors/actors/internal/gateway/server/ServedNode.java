package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply.Progress;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A node that the gateway serves, with its session. Answers are sent from the batcher's thread; the other methods run
 * on the gateway's.
 */
final class ServedNode {
    private final ActorRef<GatewayReply> session;
    private final int frameBodyMax;
    private final long order;
    private final AccessLimits access;
    private GatewayReply.@Nullable SessionOpened opened;
    private long number;
    private volatile boolean isAnswered = true;

    /**
     * Creates a node whose session is not open yet.
     *
     * @param session the actor of its session
     * @param frameBodyMax greatest body in bytes that can travel between the node and the gateway
     * @param order key that no other asks at the batcher have
     * @param access what the node may do
     */
    ServedNode(ActorRef<GatewayReply> session, int frameBodyMax, long order, AccessLimits access) {
        this.session = session;
        this.frameBodyMax = frameBodyMax;
        this.order = order;
        this.access = access;
    }

    ActorRef<GatewayReply> session() {
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

    /** Returns true if a request of the node has no outcome yet. */
    boolean isBusy() {
        return !isAnswered;
    }

    /** Tells the node that its session is open. */
    void open(GatewayReply.SessionOpened reply) {
        opened = reply;
        session.tell(reply);
    }

    /** Tells the node again that its session is open, because the first message may be lost. */
    void openAgain() {
        session.tell(Objects.requireNonNull(opened));
    }

    /** Returns the limits of the open session. */
    Limits limits() {
        return Objects.requireNonNull(opened).limits();
    }

    /** Takes the next request. Returns false if the gateway has it already. */
    boolean take(long next) {
        if (next <= number) {
            return false;
        }
        number = next;
        isAnswered = false;
        return true;
    }

    /** Answers a request on any thread. */
    void answer(long request, Outcome outcome) {
        session.tell(new GatewayReply.Answered(request, outcome));
        // The pong that tells so must not overtake the answer.
        isAnswered = true;
    }

    /** Returns what became of a request. */
    Progress progress(long request) {
        if (request > number) {
            return Progress.NOT_SEEN;
        }
        return request == number && !isAnswered ? Progress.IN_PROGRESS : Progress.ANSWERED;
    }
}
