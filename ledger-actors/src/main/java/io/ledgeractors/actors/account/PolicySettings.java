package io.ledgeractors.actors.account;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How an account's policy is asked. Immutable.
 *
 * @param parallelism commands of an account that are asked about at once, 1 to 1024
 * @param timeout after which a policy without an answer refuses, positive
 * @param maxWaiting commands of an account that may wait, at least 1
 */
record PolicySettings(int parallelism, Duration timeout, int maxWaiting) {
    private static final String PATH = "ledger-actors.account.policy.";
    private static final int PARALLELISM_MAX = 1024;

    PolicySettings {
        require(parallelism >= 1 && parallelism <= PARALLELISM_MAX, "parallelism must be 1 to 1024");
        require(!timeout.isNegative() && !timeout.isZero(), "timeout must be positive");
        require(maxWaiting >= 1, "max-waiting must be at least 1");
    }

    static PolicySettings create(Config config) {
        return new PolicySettings(
                config.getInt("parallelism"), config.getDuration("timeout"), config.getInt("max-waiting"));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(PATH + message);
        }
    }
}
