package io.ledgeractors.actors.account;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The settings for asking the policy of an account. The keys and their reasons are in {@code reference.conf} under
 * {@code ledger-actors.account.policy}. Immutable.
 *
 * @param parallelism commands of one account that the policy is asked about at once, 1 to 1024
 * @param timeout after which a policy without an answer refuses, above 0
 * @param maxWaiting commands of one account that may wait, at least 1
 */
public record PolicySettings(int parallelism, Duration timeout, int maxWaiting) {
    private static final String PATH = "ledger-actors.account.policy";
    private static final int PARALLELISM_MAX = 1024;
    private static final String PARALLELISM = "1 to 1024";
    private static final String TIMEOUT = "above 0 and shorter than ledger-actors.account.passivate-after";
    private static final String MAX_WAITING = "at least 1";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public PolicySettings {
        require(parallelism >= 1 && parallelism <= PARALLELISM_MAX, "parallelism", PARALLELISM, parallelism);
        require(!timeout.isNegative() && !timeout.isZero(), "timeout", TIMEOUT, timeout);
        require(maxWaiting >= 1, "max-waiting", MAX_WAITING, maxWaiting);
    }

    /**
     * Reads the settings from {@code ledger-actors.account.policy} of the system's configuration.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public static PolicySettings create(ClassicActorSystemProvider system) {
        return create(system.classicSystem().settings().config().getConfig(PATH));
    }

    /**
     * Reads the settings from a section with the keys of {@code ledger-actors.account.policy}.
     *
     * @throws IllegalArgumentException naming the key that has an impossible value
     */
    public static PolicySettings create(Config policy) {
        return create(new ConfigSection(PATH, policy));
    }

    static PolicySettings create(ConfigSection section) {
        return new PolicySettings(
                section.number("parallelism", PARALLELISM),
                section.time("timeout", TIMEOUT),
                section.number("max-waiting", MAX_WAITING));
    }

    /** Returns the same settings with another number of commands that are asked about at once, 1 to 1024. */
    public PolicySettings withParallelism(int newParallelism) {
        return new PolicySettings(newParallelism, timeout, maxWaiting);
    }

    /** Returns the same settings with another time-out, above 0. */
    public PolicySettings withTimeout(Duration newTimeout) {
        return new PolicySettings(parallelism, newTimeout, maxWaiting);
    }

    /** Returns the same settings with another number of commands that may wait, at least 1. */
    public PolicySettings withMaxWaiting(int newMaxWaiting) {
        return new PolicySettings(parallelism, timeout, newMaxWaiting);
    }

    private static void require(boolean condition, String key, String rule, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(PATH + "." + key + " must be " + rule + ", but is " + value);
        }
    }
}
