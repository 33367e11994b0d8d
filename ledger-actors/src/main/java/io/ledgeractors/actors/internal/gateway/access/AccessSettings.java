package io.ledgeractors.actors.internal.gateway.access;

import com.typesafe.config.Config;
import io.ledgeractors.actors.internal.config.ConfigSection;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. The limits of all callers of a gateway. Keys and their reasons are in {@code reference.conf} under
 * {@code ledger-actors.gateway.access}.
 *
 * <p>Without entries every caller may do everything. Otherwise the first entry that names one of the caller's roles
 * counts, alone, so that its limits can be read in one place. A caller that no entry names may do nothing, or
 * everything with {@code otherwise = allow}. It is an error to deny callers without an entry that allows some of them.
 * Immutable and thread-safe.
 */
@InternalApi
public final class AccessSettings {
    /** The path of the settings in the configuration. */
    public static final String PATH = "ledger-actors.gateway.access";

    private static final String LIMITS = "limits";
    private static final String OTHERWISE = "otherwise";
    private static final String ROLES = "roles";
    private static final String READ_ONLY = "read-only";
    private static final String LEDGERS = "ledgers";
    private static final String CODES = "codes";
    private static final String AMOUNT_MAX = "amount-max";
    private static final Set<String> KEYS =
            Collections.unmodifiableSet(new TreeSet<>(Set.of(ROLES, READ_ONLY, LEDGERS, CODES, AMOUNT_MAX)));

    private static final long LEDGER_MAX = 0xffff_ffffL;
    private static final long CODE_MAX = 0xffff;
    private static final int DIGITS_MAX = 10;

    private static final String SOME_ROLES = "a list of one or more roles of cluster nodes, each with a name";
    private static final String SOME_LEDGERS =
            "a list of one or more ledgers, each 1 to 4294967295, and is left out to allow all ledgers";
    private static final String SOME_CODES =
            "a list of one or more codes, each 1 to 65535, and is left out to allow all codes";
    private static final String AMOUNT = "1 to 2^128 - 2, or off";
    private static final String OTHERWISES = "auto, allow or deny";

    /** So many keys fit into a message between two gateways, also with the smallest frames of Artery, 32 KiB. */
    private static final int DIGESTS_MAX = 300;

    private record Entry(Set<String> roles, AccessLimits limits) {}

    private final String path;
    private final List<Entry> entries;
    private final AccessLimits otherwise;

    private AccessSettings(String path, List<Entry> entries, AccessLimits otherwise) {
        this.path = path;
        this.entries = entries;
        this.otherwise = otherwise;
    }

    /**
     * Returns the settings of a section of the configuration.
     *
     * @param access the section {@value #PATH}, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key is unknown or has an impossible value; the message names it
     */
    public static AccessSettings create(Config access) {
        return create(PATH, access);
    }

    /**
     * Returns the settings of a section of the configuration with another path, which messages name.
     *
     * @param path the path of the section
     * @param access the section, with the defaults of {@code reference.conf}
     * @throws IllegalArgumentException if a key is unknown or has an impossible value; the message names it
     */
    public static AccessSettings create(String path, Config access) {
        ConfigSection section = new ConfigSection(path, access);
        List<Entry> entries = new ArrayList<>();
        for (ConfigSection element : section.sections(LIMITS, "a list of sections with roles and limits")) {
            Entry entry = entry(element);
            refuseSecondNames(entries, entry, element);
            entries.add(entry);
        }
        boolean allow = otherwiseAllows(section, entries.isEmpty());
        if (entries.isEmpty() && !allow) {
            throw new IllegalArgumentException(path + "." + OTHERWISE + " = deny would deny every caller, because "
                    + path
                    + "." + LIMITS + " is empty: add an entry for the roles of the callers, or leave " + OTHERWISE
                    + " out, so that callers have no limits");
        }
        return new AccessSettings(path, entries, allow ? AccessLimits.NONE : nothing(path));
    }

    /**
     * Returns the limits of a caller.
     *
     * @param roles the roles of the caller's node, which it declares itself; empty if no member of the cluster has the
     *     caller's address
     */
    public AccessLimits limitsOf(Set<String> roles) {
        for (Entry entry : entries) {
            if (!Collections.disjoint(entry.roles, roles)) {
                return entry.limits;
            }
        }
        return otherwise;
    }

    /** Returns true if no caller has limits. */
    public boolean isUnlimited() {
        return entries.isEmpty();
    }

    /**
     * Returns digests of the settings by their keys, so that two gateways can compare theirs without sending them. The
     * order of roles, ledgers and codes does not matter. If there are very many settings, only the first ones have keys
     * of their own; one key stands for all.
     */
    public SortedMap<String, Long> digests() {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(path + "." + OTHERWISE, otherwise.permission().toString());
        for (Entry entry : entries) {
            AccessLimits limits = entry.limits;
            String section = limits.setting() + ".";
            texts.put(section + ROLES, new TreeSet<>(entry.roles).toString());
            texts.put(section + READ_ONLY, limits.permission().toString());
            texts.put(section + LEDGERS, new TreeSet<>(limits.ledgers()).toString());
            texts.put(section + CODES, new TreeSet<>(limits.codes()).toString());
            texts.put(section + AMOUNT_MAX, String.valueOf(limits.amountMax()));
        }
        SortedMap<String, Long> digests = new TreeMap<>();
        texts.entrySet().stream()
                .limit(DIGESTS_MAX)
                .forEach(setting -> digests.put(setting.getKey(), digest(setting.getValue())));
        if (texts.size() > DIGESTS_MAX) {
            digests.put(path, digest(texts.toString()));
        }
        return digests;
    }

    private static long digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static AccessLimits nothing(String path) {
        return new AccessLimits(path, Permission.NOTHING, Set.of(), Set.of(), null);
    }

    private static boolean otherwiseAllows(ConfigSection section, boolean withoutEntries) {
        return switch (section.text(OTHERWISE, OTHERWISES)) {
            case "auto" -> withoutEntries;
            case "allow" -> true;
            case "deny" -> false;
            default -> throw section.wrong(OTHERWISE, OTHERWISES);
        };
    }

    private static Entry entry(ConfigSection section) {
        for (String key : section.keys()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(section.path() + "." + key
                        + " is no setting of Ledger Actors; the settings there are " + String.join(", ", KEYS));
            }
        }
        boolean readOnly = section.has(READ_ONLY) && section.flag(READ_ONLY);
        AccessLimits limits = new AccessLimits(
                section.path(),
                readOnly ? Permission.READ : Permission.READ_AND_WRITE,
                numbers(section, LEDGERS, SOME_LEDGERS, LEDGER_MAX),
                numbers(section, CODES, SOME_CODES, CODE_MAX),
                amountMax(section));
        return new Entry(roles(section), limits);
    }

    private static Set<String> roles(ConfigSection section) {
        List<String> roles = section.texts(ROLES, SOME_ROLES);
        if (roles.isEmpty() || roles.stream().anyMatch(String::isBlank)) {
            throw section.wrong(ROLES, SOME_ROLES);
        }
        return Set.copyOf(roles);
    }

    /** Refuses a role that an earlier entry names, because this entry would never count for it. */
    private static void refuseSecondNames(List<Entry> earlier, Entry entry, ConfigSection section) {
        for (Entry first : earlier) {
            Set<String> both = new TreeSet<>(entry.roles);
            both.retainAll(first.roles);
            if (!both.isEmpty()) {
                throw new IllegalArgumentException(section.path() + "." + ROLES + " names " + String.join(", ", both)
                        + ", which " + first.limits.setting() + " names already, and only the first entry counts:"
                        + " name each role once");
            }
        }
    }

    private static Set<Integer> numbers(ConfigSection section, String key, String what, long max) {
        Set<Integer> numbers = new HashSet<>();
        if (!section.has(key)) {
            return numbers;
        }
        for (String text : section.texts(key, what)) {
            numbers.add((int) number(section, key, what, text, max));
        }
        // An empty list would allow all, although it reads as if it allowed none.
        if (numbers.isEmpty()) {
            throw section.wrong(key, what);
        }
        return numbers;
    }

    private static long number(ConfigSection section, String key, String what, String text, long max) {
        if (!text.matches("[0-9]{1," + DIGITS_MAX + "}")) {
            throw section.wrong(key, what);
        }
        long number = Long.parseLong(text);
        if (number < 1 || number > max) {
            throw section.wrong(key, what);
        }
        return number;
    }

    private static @Nullable UInt128 amountMax(ConfigSection section) {
        if (!section.has(AMOUNT_MAX) || section.isOff(AMOUNT_MAX)) {
            return null;
        }
        UInt128 amount;
        try {
            amount = UInt128.parse(section.text(AMOUNT_MAX, AMOUNT));
        } catch (IllegalArgumentException wrong) {
            throw section.wrong(AMOUNT_MAX, AMOUNT);
        }
        if (amount.isZero() || amount.isMax()) {
            throw section.wrong(AMOUNT_MAX, AMOUNT);
        }
        return amount;
    }
}
