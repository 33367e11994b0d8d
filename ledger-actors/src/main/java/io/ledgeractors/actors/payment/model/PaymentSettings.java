package io.ledgeractors.actors.payment.model;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;

/**
 * The settings of one kind of payments. Immutable.
 *
 * @param name of the kind, part of the names of its actors: letters, digits and hyphens
 * @param code of all its transfers, 1 to 65535
 * @param workflow the {@code user_data_32} of all its transfers, not 0; code and workflow together belong to this kind
 *     alone, the scanner finds its payments by them
 * @param longestDeadline later deadlines are cut to this, positive, at most 365 days
 * @param settleMargin the user's step is given up so long before the reserve ends, at most a quarter of it; 0 to 365 days
 * @param minBackoff first wait before the ledger is asked again, positive and at most {@code maxBackoff}
 * @param maxBackoff longest such wait, at most 1 day
 * @param patience how long the ledger is asked again and again beyond the deadline, positive and at most 365 days
 * @param passivateAfter a payment that has ended leaves memory after this time, positive and at most 1 day
 * @param scanAgainAfter the scanner looks a second time so long after each scan, positive and at most 1 day
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
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String UP_TO_A_YEAR = "above 0 and at most 365 days";
    private static final String UP_TO_A_DAY = "above 0 and at most 1 day";
    private static final String SETTLE_MARGIN = "between 0 and 365 days";
    private static final String MIN_BACKOFF = "above 0 and at most max-backoff";
    private static final String DESKS = "1 to 10000";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that is impossible
     */
    public PaymentSettings {
        require(name.matches("[A-Za-z0-9-]+"), "name must be letters, digits and hyphens");
        require(code >= 1 && code <= CODE_MAX, "code must be 1 to 65535");
        require(workflow != 0, "workflow must not be 0");
        requireUpTo(YEAR, "longest-deadline", UP_TO_A_YEAR, longestDeadline);
        require(
                !settleMargin.isNegative() && settleMargin.compareTo(YEAR) <= 0,
                rule("settle-margin", SETTLE_MARGIN, settleMargin));
        requireUpTo(DAY, "max-backoff", UP_TO_A_DAY, maxBackoff);
        requireUpTo(maxBackoff, "min-backoff", MIN_BACKOFF, minBackoff);
        requireUpTo(YEAR, "patience", UP_TO_A_YEAR, patience);
        requireUpTo(DAY, "passivate-after", UP_TO_A_DAY, passivateAfter);
        requireUpTo(DAY, "scan-again-after", UP_TO_A_DAY, scanAgainAfter);
        require(desks >= 1 && desks <= DESKS_MAX, rule("desks", DESKS, desks));
    }

    /**
     * The settings of {@code ledger-actors.payment} for one kind of payments.
     *
     * @param application all of the application's configuration: {@code system.settings().config()}
     * @throws IllegalArgumentException naming what is impossible
     */
    public static PaymentSettings create(Config application, String name, int code, int workflow) {
        ConfigSection config = new ConfigSection(PATH, application.getConfig(PATH));
        return new PaymentSettings(
                name,
                code,
                workflow,
                config.time("longest-deadline", UP_TO_A_YEAR),
                config.time("settle-margin", SETTLE_MARGIN),
                config.time("min-backoff", MIN_BACKOFF),
                config.time("max-backoff", UP_TO_A_DAY),
                config.time("patience", UP_TO_A_YEAR),
                config.time("passivate-after", UP_TO_A_DAY),
                config.time("scan-again-after", UP_TO_A_DAY),
                config.number("desks", DESKS));
    }

    private static void requireUpTo(Duration most, String key, String range, Duration value) {
        require(!value.isNegative() && !value.isZero() && value.compareTo(most) <= 0, rule(key, range, value));
    }

    private static String rule(String key, String range, Object value) {
        return PATH + "." + key + " must be " + range + ", but is " + value;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
