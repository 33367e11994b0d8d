package io.ledgeractors.actors.account;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The settings of account entities. The keys and their reasons are in {@code reference.conf} under
 * {@code ledger-actors.account}. Immutable.
 *
 * @param passivateAfter an entity without a command for this time leaves memory, above 0 and at most 365 days
 * @param shards number of shards, 1 to 10,000; all nodes must have the same
 * @param policy read if there is a policy; its time-out must be shorter than {@code passivateAfter}
 */
public record AccountSettings(Duration passivateAfter, int shards, PolicySettings policy) {
    private static final String PATH = "ledger-actors.account";
    private static final Duration PASSIVATE_AFTER_MAX = Duration.ofDays(365);
    private static final String PASSIVATE_AFTER = "above 0 and at most 365 days";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public AccountSettings {
        if (passivateAfter.isNegative()
                || passivateAfter.isZero()
                || passivateAfter.compareTo(PASSIVATE_AFTER_MAX) > 0) {
            throw new IllegalArgumentException(
                    PATH + ".passivate-after must be " + PASSIVATE_AFTER + ", but is " + passivateAfter);
        }
        if (policy.timeout().compareTo(passivateAfter) >= 0) {
            throw new IllegalArgumentException(PATH + ".policy.timeout must be shorter than " + PATH
                    + ".passivate-after, " + passivateAfter + ", but is " + policy.timeout());
        }
        AccountShards.requirePossible(shards);
    }

    /**
     * Reads the settings from {@code ledger-actors.account} of the system's configuration.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public static AccountSettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(PATH));
    }

    /**
     * Reads the settings from a section with the keys of {@code ledger-actors.account}.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public static AccountSettings create(Config account) {
        ConfigSection section = new ConfigSection(PATH, account);
        return new AccountSettings(
                section.time("passivate-after", PASSIVATE_AFTER),
                section.number("shards", AccountShards.RANGE),
                PolicySettings.create(section.section("policy")));
    }

    /** Returns the same settings with another time in memory, above 0 and at most 365 days. */
    public AccountSettings withPassivateAfter(Duration newPassivateAfter) {
        return new AccountSettings(newPassivateAfter, shards, policy);
    }

    /** Returns the same settings with another number of shards, 1 to 10,000. */
    public AccountSettings withShards(int newShards) {
        return new AccountSettings(passivateAfter, newShards, policy);
    }

    /** Returns the same settings with other settings for the policy. */
    public AccountSettings withPolicy(PolicySettings newPolicy) {
        return new AccountSettings(passivateAfter, shards, newPolicy);
    }
}
