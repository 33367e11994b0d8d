package io.ledgeractors.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The address at which a replica listens. Source of the forms: the client documentation of TigerBeetle.
 *
 * @param host name or address
 * @param port 0 to 65535; 0 only for a server that picks a free one
 */
public record ReplicaAddress(String host, int port) {
    /** The default port, used if an address has only a host. */
    public static final int DEFAULT_PORT = 3001;

    /** The default host, used if an address has only a port. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The greatest number of replicas of a cluster. */
    public static final int REPLICAS_MAX = 6;

    /**
     * Checks host and port.
     *
     * @throws IllegalArgumentException if the host is empty, begins with a hyphen or has a space in it, or if the port
     *     is out of range
     */
    public ReplicaAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an address needs a host, such as 127.0.0.1:3000");
        }
        if (host.charAt(0) == '-'
                || host.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host: it begins with a hyphen or has a space in it; write 127.0.0.1:3000");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, but is " + port);
        }
    }

    /**
     * Returns the address that a text writes as {@code "3000"} (port on 127.0.0.1), {@code "127.0.0.1"} (port 3001),
     * {@code "127.0.0.1:3000"} or {@code "[::1]:3000"}.
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
