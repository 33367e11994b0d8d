package io.ledgeractors.it.nodes;

import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.DowningProvider;
import org.apache.pekko.cluster.Member;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Removes each node that cannot be reached, as no application should: after a partition both sides go on, and each
 * starts the shards of the other. Pekko creates it by {@code pekko.cluster.downing-provider-class}.
 */
public final class DownUnreachable extends DowningProvider {
    private static final Duration AFTER = Duration.ofSeconds(1);

    /** Creates the provider; Pekko calls this. */
    public DownUnreachable(ActorSystem system) {}

    @Override
    public FiniteDuration downRemovalMargin() {
        return FiniteDuration.Zero();
    }

    @Override
    public Option<Props> downingActorProps() {
        return Option.apply(Props.create(Downing.class, Downing::new));
    }

    /** Downs unreachable members. */
    static final class Downing extends AbstractActor {
        private record Down(Member member) {}

        private final Cluster cluster = Cluster.get(getContext().getSystem());

        @Override
        public void preStart() {
            cluster.subscribe(getSelf(), ClusterEvent.UnreachableMember.class);
        }

        @Override
        public void postStop() {
            cluster.unsubscribe(getSelf());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ClusterEvent.UnreachableMember.class, unreachable -> downLater(unreachable.member()))
                    .match(
                            ClusterEvent.CurrentClusterState.class,
                            state -> state.getUnreachable().forEach(this::downLater))
                    .match(Down.class, down -> downIfUnreachable(down.member()))
                    .build();
        }

        private void downLater(Member member) {
            getContext()
                    .getSystem()
                    .scheduler()
                    .scheduleOnce(
                            AFTER, getSelf(), new Down(member), getContext().getDispatcher(), getSelf());
        }

        private void downIfUnreachable(Member member) {
            if (cluster.state().getUnreachable().contains(member)) {
                cluster.down(member.address());
            }
        }
    }
}
