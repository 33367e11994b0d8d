package io.ledgeractors.actors.account;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.cluster.ClusterGuard;
import io.ledgeractors.actors.cluster.LedgerSharding;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The account entities of an actor system, sharded by account id. The entity id is the account id in decimal. The node
 * must be a member of a cluster. Thread-safe.
 *
 * <p>{@link #get} returns the accounts of the default ledger, and {@link AccountsSetup} gives them a policy. {@link
 * #init(ActorSystem, String, Ledger, AccountSettings)} starts those of another ledger. An entity is asked through its
 * {@link EntityRef}, such as {@code accounts.entity(id).ask(AccountEntity.GetBalance::new, timeout)}.
 *
 * <p>In a cluster of several nodes the entities are spread over all of them, and each node needs a session with the
 * same ledger. With {@code connection = embedded} each node would have a ledger of its own. So every command is
 * refused as {@code UNAVAILABLE} while such a cluster has more than one member, joining and leaving ones included.
 * When one member is left, its entities work again.
 */
public final class Accounts implements Extension {
    /** The type of the entities of the default ledger. */
    public static final EntityTypeKey<AccountEntity.Command> TYPE_KEY = typeKey("ledger-account");

    /** The id of the extension, by which Pekko finds it. */
    public static final class Id extends ExtensionId<Accounts> {
        private static final Id INSTANCE = new Id();

        private Id() {}

        @Override
        public Accounts createExtension(ActorSystem<?> system) {
            return ofDefaultLedger(system, null);
        }

        /** Returns the only instance. */
        public static Id instance() {
            return INSTANCE;
        }
    }

    private static final int KNOWN = 4_096;

    private record Known(UInt128 id, EntityRef<AccountEntity.Command> entity) {}

    private final ClusterSharding sharding;
    private final EntityTypeKey<AccountEntity.Command> typeKey;
    // The entities asked for last, by hash, because a name in decimal and its hash cost more than sending. A race only
    // loses an entry.
    private final @Nullable Known[] known = new Known[KNOWN];

    private Accounts(
            ActorSystem<?> system,
            EntityTypeKey<AccountEntity.Command> typeKey,
            Ledger ledger,
            AccountSettings settings,
            @Nullable AccountPolicy policy) {
        this.typeKey = typeKey;
        ActorRef<LedgerBatcher.Command> batcher = ledger.batcher();
        ClusterGuard guard = ClusterGuard.of(system, ledger);
        AccountEntity.refuseUndelivered(system);
        int remoteResultsMax = AccountEntity.remoteResultsMax(system);
        Alarms alarms = ledger.alarms().orElse(null);
        sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        typeKey,
                        context -> entity(
                                AccountShards.account(context.getEntityId()),
                                batcher,
                                remoteResultsMax,
                                guard,
                                policy,
                                settings.policy(),
                                alarms))
                .withEntityProps(ledger.actorProps())
                .withMessageExtractor(new AccountShards(settings.shards()))
                .withSettings(LedgerSharding.settings(system)
                        .withPassivationStrategy(ClusterShardingSettings.PassivationStrategySettings$.MODULE$
                                .defaults()
                                .withIdleEntityPassivation(settings.passivateAfter()))));
    }

    static Accounts ofDefaultLedger(ActorSystem<?> system, @Nullable AccountPolicy policy) {
        AccountSettings settings = AccountSettings.create(system);
        AccountCommandSerializer.requireBound(system);
        return new Accounts(system, TYPE_KEY, Ledger.get(system), settings, policy);
    }

    private static EntityTypeKey<AccountEntity.Command> typeKey(String name) {
        return EntityTypeKey.create(AccountEntity.Command.class, name);
    }

    // Any node can name any entity. What it sends to one that is no account becomes a dead letter, and is refused so.
    private static Behavior<AccountEntity.Command> entity(
            @Nullable UInt128 id,
            ActorRef<LedgerBatcher.Command> batcher,
            int remoteResultsMax,
            ClusterGuard guard,
            @Nullable AccountPolicy policy,
            PolicySettings settings,
            @Nullable Alarms alarms) {
        if (id == null) {
            return Behaviors.stopped();
        }
        Behavior<AccountEntity.Command> entity = policy == null
                ? AccountEntity.create(id, batcher, remoteResultsMax)
                : AccountEntity.create(id, batcher, remoteResultsMax, policy, settings, alarms);
        return GuardedEntity.create(guard, entity);
    }

    /**
     * Returns the accounts of the default ledger. The first call opens the ledger and starts the sharding.
     *
     * @throws IllegalArgumentException naming the key of the configuration that has an impossible value
     * @throws IllegalStateException if the configuration binds commands of entities to another serializer
     */
    public static Accounts get(ActorSystem<?> system) {
        return Id.instance().apply(system);
    }

    /**
     * Starts the accounts of another ledger on this node, without a policy. Call it once for each name.
     *
     * @param name of these accounts, part of the name of their entities' type: letters, digits and hyphens
     * @param ledger where the accounts are, of this system and the same on all nodes
     * @throws IllegalArgumentException if the name has other characters
     * @throws IllegalStateException if the configuration binds commands of entities to another serializer
     */
    public static Accounts init(ActorSystem<?> system, String name, Ledger ledger, AccountSettings settings) {
        return start(system, name, ledger, settings, null);
    }

    /**
     * Starts the accounts of another ledger on this node, with a policy. Call it once for each name.
     *
     * @param name of these accounts, part of the name of their entities' type: letters, digits and hyphens
     * @param ledger where the accounts are, of this system and the same on all nodes
     * @param policy decides about commands; the same on all nodes
     * @throws IllegalArgumentException if the name has other characters
     * @throws IllegalStateException if the configuration binds commands of entities to another serializer
     */
    public static Accounts init(
            ActorSystem<?> system, String name, Ledger ledger, AccountSettings settings, AccountPolicy policy) {
        return start(system, name, ledger, settings, policy);
    }

    private static Accounts start(
            ActorSystem<?> system,
            String name,
            Ledger ledger,
            AccountSettings settings,
            @Nullable AccountPolicy policy) {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("a name of accounts must be letters, digits and hyphens, not " + name);
        }
        AccountCommandSerializer.requireBound(system);
        return new Accounts(system, typeKey("ledger-account-" + name), ledger, settings, policy);
    }

    /** Returns the type of these entities. */
    public EntityTypeKey<AccountEntity.Command> typeKey() {
        return typeKey;
    }

    /** Returns the entity of an account. */
    public EntityRef<AccountEntity.Command> entity(UInt128 id) {
        int slot = id.hashCode() & (KNOWN - 1);
        Known last = known[slot];
        if (last != null && last.id.equals(id)) {
            return last.entity;
        }
        EntityRef<AccountEntity.Command> entity = sharding.entityRefFor(typeKey, id.toString());
        known[slot] = new Known(id, entity);
        return entity;
    }
}
