package io.ledgeractors.actors.account;

import io.ledgeractors.actors.account.AccountEntity.AccountCommand;
import io.ledgeractors.actors.account.AccountEntity.Command;
import io.ledgeractors.actors.cluster.ClusterGuard;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Refuses the commands of an entity while entities cannot work in the cluster as it is. */
final class GuardedEntity extends BehaviorInterceptor<Command, Command> {
    private final ClusterGuard guard;

    private GuardedEntity(ClusterGuard guard) {
        super(Command.class);
        this.guard = guard;
    }

    static Behavior<Command> create(ClusterGuard guard, Behavior<Command> entity) {
        return Behaviors.intercept(() -> new GuardedEntity(guard), entity);
    }

    @Override
    public Behavior<Command> aroundReceive(
            TypedActorContext<Command> context, Command message, ReceiveTarget<Command> target) {
        if (message instanceof AccountCommand<?> command) {
            String why = guard.refusal();
            if (why != null) {
                AccountEntity.refuseAsUnavailable(command, why);
                return Behaviors.same();
            }
        }
        return target.apply(context, message);
    }
}
