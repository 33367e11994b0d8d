package io.ledgeractors.actors.payment.model;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The settings of one kind of payments. The keys and their reasons are in {@code reference.conf} under
 * {@code ledger-actors.payment}. Immutable.
 */
public final class PaymentSettings {
    private static final String PATH = "ledger-actors.payment";
    private static final int CODE_MAX = 0xffff;
    private static final int SHARDS_MAX = 10_000;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String UP_TO_A_YEAR = "above 0 and at most 365 days";
    private static final String UP_TO_A_DAY = "above 0 and at most 1 day";
    private static final String SETTLE_MARGIN = "between 0 and 365 days";
    private static final String MIN_BACKOFF = "above 0 and at most max-backoff";
    private static final String SHARDS = "1 to 10000";

    /** The values, which only {@link #with} changes, in a copy. */
    private static final class Values implements Cloneable {
        private final String name;
        private final int code;
        private final int workflow;
        private Duration longestDeadline;
        private Duration settleMargin;
        private Duration minBackoff;
        private Duration maxBackoff;
        private Duration patience;
        private Duration passivateAfter;
        private Duration scanAgainAfter;
        private int shards;

        Values(String name, int code, int workflow, ConfigSection payment) {
            this.name = name;
            this.code = code;
            this.workflow = workflow;
            longestDeadline = payment.time("longest-deadline", UP_TO_A_YEAR);
            settleMargin = payment.time("settle-margin", SETTLE_MARGIN);
            minBackoff = payment.time("min-backoff", MIN_BACKOFF);
            maxBackoff = payment.time("max-backoff", UP_TO_A_DAY);
            patience = payment.time("patience", UP_TO_A_YEAR);
            passivateAfter = payment.time("passivate-after", UP_TO_A_DAY);
            scanAgainAfter = payment.time("scan-again-after", UP_TO_A_DAY);
            shards = payment.number("shards", SHARDS);
        }

        @Override
        public Values clone() {
            try {
                return (Values) super.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException("the class is cloneable", impossible);
            }
        }
    }

    private final Values values;

    private PaymentSettings(Values values) {
        require(values.name.matches("[A-Za-z0-9-]+"), "name must be letters, digits and hyphens");
        require(values.code >= 1 && values.code <= CODE_MAX, "code must be 1 to 65535");
        require(values.workflow != 0, "workflow must not be 0");
        requireUpTo(YEAR, "longest-deadline", UP_TO_A_YEAR, values.longestDeadline);
        require(
                !values.settleMargin.isNegative() && values.settleMargin.compareTo(YEAR) <= 0,
                rule("settle-margin", SETTLE_MARGIN, values.settleMargin));
        requireUpTo(DAY, "max-backoff", UP_TO_A_DAY, values.maxBackoff);
        requireUpTo(values.maxBackoff, "min-backoff", MIN_BACKOFF, values.minBackoff);
        requireUpTo(YEAR, "patience", UP_TO_A_YEAR, values.patience);
        requireUpTo(DAY, "passivate-after", UP_TO_A_DAY, values.passivateAfter);
        requireUpTo(DAY, "scan-again-after", UP_TO_A_DAY, values.scanAgainAfter);
        require(values.shards >= 1 && values.shards <= SHARDS_MAX, rule("shards", SHARDS, values.shards));
        this.values = values;
    }

    /**
     * Reads the settings of one kind of payments from {@code ledger-actors.payment} of the system's configuration.
     *
     * @param name of the kind, part of the names of its actors: letters, digits and hyphens
     * @param code of all transfers of the kind, 1 to 65535
     * @param workflow the {@code user_data_32} of all transfers of the kind, not 0. Code and workflow together belong
     *     to this kind alone, because the scanner finds its payments by them
     * @throws IllegalArgumentException naming the value that is impossible
     */
    public static PaymentSettings create(ClassicActorSystemProvider system, String name, int code, int workflow) {
        return create(system.classicSystem().settings().config().getConfig(PATH), name, code, workflow);
    }

    /**
     * Reads the settings of one kind of payments from a section with the keys of {@code ledger-actors.payment}.
     *
     * @param payment the section
     * @param name of the kind; see {@link #create(ClassicActorSystemProvider, String, int, int)}
     * @param code of all transfers of the kind, 1 to 65535
     * @param workflow the {@code user_data_32} of all transfers of the kind, not 0
     * @throws IllegalArgumentException naming the value that is impossible
     */
    public static PaymentSettings create(Config payment, String name, int code, int workflow) {
        return new PaymentSettings(new Values(name, code, workflow, new ConfigSection(PATH, payment)));
    }

    private PaymentSettings with(Consumer<Values> change) {
        Values copy = values.clone();
        change.accept(copy);
        return new PaymentSettings(copy);
    }

    /** Returns the name of the kind of payments. */
    public String name() {
        return values.name;
    }

    /** Returns the code of all transfers, 1 to 65535. */
    public int code() {
        return values.code;
    }

    /** Returns the {@code user_data_32} of all transfers. */
    public int workflow() {
        return values.workflow;
    }

    /** Returns the longest deadline, above 0 and at most 365 days; later ones are cut to it. */
    public Duration longestDeadline() {
        return values.longestDeadline;
    }

    /** Returns the same settings with another longest deadline, above 0 and at most 365 days. */
    public PaymentSettings withLongestDeadline(Duration longestDeadline) {
        return with(copy -> copy.longestDeadline = longestDeadline);
    }

    /**
     * Returns how long before the end of the reserve the user's step is given up, 0 to 365 days; at most a quarter of
     * the reserve's time.
     */
    public Duration settleMargin() {
        return values.settleMargin;
    }

    /** Returns the same settings with another settle margin, 0 to 365 days. */
    public PaymentSettings withSettleMargin(Duration settleMargin) {
        return with(copy -> copy.settleMargin = settleMargin);
    }

    /** Returns the first wait before the ledger is asked again, above 0 and at most {@link #maxBackoff}. */
    public Duration minBackoff() {
        return values.minBackoff;
    }

    /** Returns the same settings with another first wait, above 0 and at most {@link #maxBackoff}. */
    public PaymentSettings withMinBackoff(Duration minBackoff) {
        return with(copy -> copy.minBackoff = minBackoff);
    }

    /** Returns the longest wait before the ledger is asked again, at most 1 day. */
    public Duration maxBackoff() {
        return values.maxBackoff;
    }

    /** Returns the same settings with another longest wait, from {@link #minBackoff} to 1 day. */
    public PaymentSettings withMaxBackoff(Duration maxBackoff) {
        return with(copy -> copy.maxBackoff = maxBackoff);
    }

    /** Returns how long the ledger is asked again at least, above 0 and at most 365 days. */
    public Duration patience() {
        return values.patience;
    }

    /** Returns the same settings with another patience, above 0 and at most 365 days. */
    public PaymentSettings withPatience(Duration patience) {
        return with(copy -> copy.patience = patience);
    }

    /** Returns how long a payment that has ended stays in memory, above 0 and at most 1 day. */
    public Duration passivateAfter() {
        return values.passivateAfter;
    }

    /** Returns the same settings with another time in memory, above 0 and at most 1 day. */
    public PaymentSettings withPassivateAfter(Duration passivateAfter) {
        return with(copy -> copy.passivateAfter = passivateAfter);
    }

    /** Returns the time after which the scanner scans a second time, above 0 and at most 1 day. */
    public Duration scanAgainAfter() {
        return values.scanAgainAfter;
    }

    /** Returns the same settings with another time until the second scan, above 0 and at most 1 day. */
    public PaymentSettings withScanAgainAfter(Duration scanAgainAfter) {
        return with(copy -> copy.scanAgainAfter = scanAgainAfter);
    }

    /** Returns the number of shards, 1 to 10,000; all nodes must have the same. */
    public int shards() {
        return values.shards;
    }

    /** Returns the same settings with another number of shards, 1 to 10,000. */
    public PaymentSettings withShards(int shards) {
        return with(copy -> copy.shards = shards);
    }

    @Override
    public String toString() {
        return "PaymentSettings(name = " + values.name + ", code = " + values.code + ", workflow = " + values.workflow
                + ", longest-deadline = " + values.longestDeadline + ", settle-margin = " + values.settleMargin
                + ", min-backoff = " + values.minBackoff + ", max-backoff = " + values.maxBackoff + ", patience = "
                + values.patience + ", passivate-after = " + values.passivateAfter + ", scan-again-after = "
                + values.scanAgainAfter + ", shards = " + values.shards + ")";
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
