package io.ledgeractors.actors.payment.model;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The settings of one kind of payments. Immutable.
 *
 * @param name of the kind, part of the names of its actors: letters, digits and hyphens
 * @param code of all its transfers, 1 to 65535
 * @param workflow the {@code user_data_32} of all its transfers, not 0; code and workflow together belong to this kind
 *     alone, the scanner finds its payments by them
 * @param longestDeadline later deadlines are cut to this, positive, at most 365 days
 * @param settleMargin the user's step is given up so long before the reserve ends, at most a quarter of it
 * @param minBackoff first wait before the ledger is asked again, positive
 * @param maxBackoff longest such wait
 * @param patience how long the ledger is asked again and again beyond the deadline
 * @param passivateAfter a payment that has ended leaves memory after this time
 * @param scanAgainAfter the scanner looks a second time so long after each scan
 * @param desks places that work at payments, 1 to 10,000; a payment's id says at which
 */
public record PaymentSettings(
        String name,
        int code,
        int workflow,
        Duration longestDeadline,
        Duration settleMargin,
        Duration minBackoff,
        Duration maxBackoff,
        Duration patience,
        Duration passivateAfter,
        Duration scanAgainAfter,
        int desks) {
    private static final String PATH = "ledger-actors.payment";
    private static final int CODE_MAX = 0xffff;
    private static final int DESKS_MAX = 10_000;
    private static final Duration DEADLINE_MAX = Duration.ofDays(365);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that is impossible
     */
    public PaymentSettings {
        require(name.matches("[A-Za-z0-9-]+"), "name must be letters, digits and hyphens");
        require(code >= 1 && code <= CODE_MAX, "code must be 1 to 65535");
        require(workflow != 0, "workflow must not be 0");
        require(isPositive(longestDeadline) && longestDeadline.compareTo(DEADLINE_MAX) <= 0, key("longest-deadline"));
        require(!settleMargin.isNegative(), key("settle-margin"));
        require(isPositive(minBackoff) && minBackoff.compareTo(maxBackoff) <= 0, key("min-backoff"));
        require(isPositive(patience), key("patience"));
        require(isPositive(passivateAfter), key("passivate-after"));
        require(isPositive(scanAgainAfter), key("scan-again-after"));
        require(desks >= 1 && desks <= DESKS_MAX, key("desks"));
    }

    /**
     * The settings of {@code ledger-actors.payment} for one kind of payments.
     *
     * @param application all of the application's configuration: {@code system.settings().config()}
     * @throws IllegalArgumentException naming what is impossible
     */
    public static PaymentSettings create(Config application, String name, int code, int workflow) {
        Config config = application.getConfig(PATH);
        return new PaymentSettings(
                name,
                code,
                workflow,
                config.getDuration("longest-deadline"),
                config.getDuration("settle-margin"),
                config.getDuration("min-backoff"),
                config.getDuration("max-backoff"),
                config.getDuration("patience"),
                config.getDuration("passivate-after"),
                config.getDuration("scan-again-after"),
                config.getInt("desks"));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static String key(String key) {
        return PATH + "." + key + " is impossible; reference.conf says what it may be";
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
