package io.ledgeractors.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address at which a replica listens. Source of the forms: the client documentation of TigerBeetle, which knows IP
 * addresses only. This toolkit takes names too.
 *
 * @param host name, IPv4 address or IPv6 address without brackets; in lower case
 * @param port 0 to 65535; 0 only for a server that picks a free one
 */
public record ReplicaAddress(String host, int port) {
    /** The default port, used if an address has only a host. */
    public static final int DEFAULT_PORT = 3001;

    /** The default host, used if an address has only a port. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The greatest number of replicas of a cluster. */
    public static final int REPLICAS_MAX = 6;

    private static final int NAME_MAX = 253;
    // Container networks allow underscores in names, although RFC 1123 does not.
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern BYTE = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
    private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final Pattern IPV6_ZONE = Pattern.compile("[a-z0-9._~-]+");
    private static final int IPV6_GROUPS = 8;

    /**
     * Checks host and port, and writes the host in lower case. A name is not resolved here.
     *
     * @throws IllegalArgumentException if the host is neither a name nor an IP address, or if the port is out of range
     */
    public ReplicaAddress {
        host = host.toLowerCase(Locale.ROOT);
        checkHost(host);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, but is " + port);
        }
    }

    /**
     * Returns the address that a text writes as {@code "3000"} (port on 127.0.0.1), {@code "127.0.0.1"} (port 3001),
     * {@code "127.0.0.1:3000"}, {@code "[::1]:3000"} or {@code "ledger-1.example.com:3000"}.
     *
     * @throws IllegalArgumentException if the text has none of these forms
     */
    public static ReplicaAddress parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("an address is missing: write 3000, 127.0.0.1 or 127.0.0.1:3000");
        }
        if (isNumber(trimmed)) {
            return new ReplicaAddress(DEFAULT_HOST, port(trimmed, text));
        }
        if (trimmed.startsWith("[")) {
            int close = trimmed.indexOf(']');
            if (close < 0 || (close + 1 < trimmed.length() && trimmed.charAt(close + 1) != ':')) {
                throw new IllegalArgumentException("not an address: '" + text + "'; write [::1]:3000");
            }
            String host = trimmed.substring(1, close);
            return close + 1 == trimmed.length()
                    ? new ReplicaAddress(host, DEFAULT_PORT)
                    : new ReplicaAddress(host, port(trimmed.substring(close + 2), text));
        }
        int colon = trimmed.lastIndexOf(':');
        if (colon < 0) {
            return new ReplicaAddress(trimmed, DEFAULT_PORT);
        }
        if (trimmed.indexOf(':') != colon) {
            throw new IllegalArgumentException("not an address: '" + text + "'; write [::1]:3000");
        }
        return new ReplicaAddress(trimmed.substring(0, colon), port(trimmed.substring(colon + 1), text));
    }

    /**
     * Returns the addresses of a comma-separated list of 1 to 6, in the order of the replicas.
     *
     * @throws IllegalArgumentException if the list is empty, too long or an address has no known form
     */
    public static List<ReplicaAddress> parseList(String list) {
        List<ReplicaAddress> addresses = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            addresses.add(parse(part));
        }
        if (addresses.size() > REPLICAS_MAX) {
            throw new IllegalArgumentException(
                    "a cluster has at most " + REPLICAS_MAX + " replicas, but " + addresses.size() + " are named");
        }
        return List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    private static void checkHost(String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an address needs a host, such as 127.0.0.1:3000");
        }
        String wrong = host.indexOf(':') >= 0 ? faultOfIpv6(host) : faultOfName(host);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("'" + host + "' is no host: " + wrong);
        }
    }

    private static String faultOfName(String host) {
        if (host.chars().anyMatch(c -> c > 127)) {
            return "write the ASCII form of the name, which begins with xn--";
        }
        if (host.length() > NAME_MAX) {
            return "a name has at most " + NAME_MAX + " characters";
        }
        String[] labels = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return "between dots a name has 1 to 63 letters, digits, hyphens or underscores, and no hyphen at"
                        + " either end; write 127.0.0.1:3000 or ledger-1.example.com:3000";
            }
        }
        // No top-level domain is a number, so this can only be meant as an IPv4 address.
        boolean isNumeric = NUMBER.matcher(labels[labels.length - 1]).matches();
        return isNumeric && !isIpv4(labels) ? "an IPv4 address has four numbers from 0 to 255, such as 127.0.0.1" : "";
    }

    private static boolean isIpv4(String[] numbers) {
        return numbers.length == 4
                && Arrays.stream(numbers)
                        .allMatch(number -> BYTE.matcher(number).matches());
    }

    private static String faultOfIpv6(String host) {
        int percent = host.indexOf('%');
        boolean hasZone =
                percent < 0 || IPV6_ZONE.matcher(host.substring(percent + 1)).matches();
        return hasZone && isIpv6(percent < 0 ? host : host.substring(0, percent))
                ? ""
                : "it is no IPv6 address; write [::1]:3000";
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == IPV6_GROUPS;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
    }

    /** Returns the number of groups of 16 bits that a part of an IPv6 address has, -1 if one is wrong. */
    private static int groups(String part, boolean mayEndWithIpv4) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            boolean isLast = i == groups.length - 1;
            if (IPV6_GROUP.matcher(groups[i]).matches()) {
                count++;
            } else if (isLast && mayEndWithIpv4 && isIpv4(groups[i].split("\\.", -1))) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static int port(String digits, String whole) {
        if (!isNumber(digits)) {
            throw new IllegalArgumentException("not a port: '" + digits + "' in '" + whole + "'");
        }
        // A number with more digits is out of range.
        int port = digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, but '" + whole + "' names " + digits);
        }
        return port;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
