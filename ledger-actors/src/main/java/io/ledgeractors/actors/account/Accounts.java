package io.ledgeractors.actors.account;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The account entities of an actor system, sharded by account id; the entity id is the account id in decimal.
 * The node must be a member of a cluster, if only of its own. {@link AccountsSetup} gives them a policy. Thread-safe.
 *
 * <p>Clusters of several nodes are not supported yet. A command for an entity on another node is refused as {@code
 * UNAVAILABLE}. With {@code connection = embedded} each node would have a ledger of its own, so every command is
 * refused while the cluster has more than one member, joining and leaving ones included. When one member is left, its
 * entities work again.
 */
public final class Accounts implements Extension {
    /** The type of the entities. */
    public static final EntityTypeKey<AccountEntity.Command> TYPE_KEY =
            EntityTypeKey.create(AccountEntity.Command.class, "ledger-account");

    private static final String PATH = "ledger-actors.account";

    private static final String PASSIVATE_AFTER = "above 0 and at most 365 days";

    private static final Duration PASSIVATE_AFTER_MAX = Duration.ofDays(365);

    /** Where Pekko finds the extension. */
    public static final class Id extends ExtensionId<Accounts> {
        private static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public Accounts createExtension(ActorSystem<?> system) {
            return new Accounts(system, null);
        }

        /** The one there is. */
        public static Id instance() {
            return INSTANCE;
        }
    }

    private static final int KNOWN = 4_096;

    private record Known(UInt128 id, EntityRef<AccountEntity.Command> entity) {}

    private final ClusterSharding sharding;
    // The last ones asked for, by hash: a name in decimal and its hash cost more than sending. Races only lose one.
    private final @Nullable Known[] known = new Known[KNOWN];

    Accounts(ActorSystem<?> system, @Nullable AccountPolicy policy) {
        ConfigSection account =
                new ConfigSection(PATH, system.settings().config().getConfig(PATH));
        Duration passivateAfter = account.time("passivate-after", PASSIVATE_AFTER);
        if (passivateAfter.isNegative()
                || passivateAfter.isZero()
                || passivateAfter.compareTo(PASSIVATE_AFTER_MAX) > 0) {
            throw new IllegalArgumentException(
                    PATH + ".passivate-after must be " + PASSIVATE_AFTER + ", but is " + passivateAfter);
        }
        PolicySettings policySettings = PolicySettings.create(account);
        if (policySettings.timeout().compareTo(passivateAfter) >= 0) {
            throw new IllegalArgumentException(PATH + ".policy.timeout must be shorter than " + PATH
                    + ".passivate-after, " + passivateAfter + ", but is " + policySettings.timeout());
        }
        AccountCommandSerializer.requireNoOther(system);
        ActorRef<LedgerBatcher.Command> batcher = Ledger.get(system).batcher();
        ClusterGuard guard = ClusterGuard.of(system);
        sharding = ClusterSharding.get(system);
        AccountShards shards = new AccountShards(account.number("shards", AccountShards.RANGE));
        sharding.init(Entity.of(
                        TYPE_KEY,
                        context -> entity(UInt128.parse(context.getEntityId()), batcher, guard, policy, policySettings))
                .withMessageExtractor(shards)
                .withSettings(ClusterShardingSettings.create(system)
                        .withPassivationStrategy(ClusterShardingSettings.PassivationStrategySettings$.MODULE$
                                .defaults()
                                .withIdleEntityPassivation(passivateAfter))));
    }

    private static Behavior<AccountEntity.Command> entity(
            UInt128 id,
            ActorRef<LedgerBatcher.Command> batcher,
            ClusterGuard guard,
            @Nullable AccountPolicy policy,
            PolicySettings settings) {
        Behavior<AccountEntity.Command> entity = policy == null
                ? AccountEntity.create(id, batcher)
                : AccountEntity.create(id, batcher, policy, settings);
        return GuardedEntity.create(guard, entity);
    }

    /**
     * The accounts of this system; the first call opens the ledger and starts the sharding.
     *
     * @throws IllegalStateException if the configuration binds commands of entities to another serializer
     */
    public static Accounts get(ActorSystem<?> system) {
        return Id.instance().apply(system);
    }

    /** The entity of an account. */
    public EntityRef<AccountEntity.Command> entity(UInt128 id) {
        int slot = id.hashCode() & (KNOWN - 1);
        Known last = known[slot];
        if (last != null && last.id.equals(id)) {
            return last.entity;
        }
        EntityRef<AccountEntity.Command> entity = sharding.entityRefFor(TYPE_KEY, id.toString());
        known[slot] = new Known(id, entity);
        return entity;
    }
}
