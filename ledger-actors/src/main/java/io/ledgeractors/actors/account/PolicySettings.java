package io.ledgeractors.actors.account;

import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;

/**
 * How an account's policy is asked. Immutable.
 *
 * @param parallelism commands of an account that are asked about at once, 1 to 1024
 * @param timeout after which a policy without an answer refuses, positive
 * @param maxWaiting commands of an account that may wait, at least 1
 */
record PolicySettings(int parallelism, Duration timeout, int maxWaiting) {
    private static final String PATH = "ledger-actors.account.policy";
    private static final int PARALLELISM_MAX = 1024;
    private static final String PARALLELISM = "1 to 1024";
    private static final String TIMEOUT = "above 0 and shorter than ledger-actors.account.passivate-after";
    private static final String MAX_WAITING = "at least 1";

    PolicySettings {
        require(parallelism >= 1 && parallelism <= PARALLELISM_MAX, "parallelism", PARALLELISM, parallelism);
        require(!timeout.isNegative() && !timeout.isZero(), "timeout", TIMEOUT, timeout);
        require(maxWaiting >= 1, "max-waiting", MAX_WAITING, maxWaiting);
    }

    /** Reads the section {@code policy} of that of accounts. */
    static PolicySettings create(ConfigSection account) {
        ConfigSection policy = account.section("policy");
        return new PolicySettings(
                policy.number("parallelism", PARALLELISM),
                policy.time("timeout", TIMEOUT),
                policy.number("max-waiting", MAX_WAITING));
    }

    private static void require(boolean condition, String key, String rule, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(PATH + "." + key + " must be " + rule + ", but is " + value);
        }
    }
}
