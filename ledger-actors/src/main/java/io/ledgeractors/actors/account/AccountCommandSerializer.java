package io.ledgeractors.actors.account;

import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.cluster.RefusingSerializer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Refuses commands for an account whose entity is on another node; see {@link RefusingSerializer}.
 * Thread-safe.
 */
@InternalApi
public final class AccountCommandSerializer extends RefusingSerializer {
    private static final int IDENTIFIER = 1_816_302;

    /** Creates the serializer; Pekko calls this. */
    public AccountCommandSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER);
    }

    static void requireNoOther(ActorSystem<?> system) {
        requireNoOther(system, AccountCommandSerializer.class, AccountEntity.Command.class);
    }

    @Override
    protected void refuse(Object command, ActorSystem<?> typed) {
        if (command instanceof AccountEntity.AccountCommand<?> asked) {
            AccountEntity.refuseAsUnavailable(asked, ClusterGuard.refusalElsewhere(typed));
        }
    }
}
