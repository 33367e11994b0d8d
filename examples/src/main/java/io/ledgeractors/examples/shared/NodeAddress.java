package io.ledgeractors.examples.shared;

import io.ledgeractors.cli.ledger.LedgerNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The address of a node of a Pekko cluster.
 *
 * @param host name or address of the machine
 * @param port 1 to 65535
 */
public record NodeAddress(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if the host is empty or the port is not 1 to 65535
     */
    public NodeAddress {
        if (host.isBlank() || host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + host + "' is no host; write HOST:PORT, such as 127.0.0.1:17355");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + " must be 1 to " + PORT_MAX);
        }
    }

    /**
     * Reads {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException if the text is no such address
     */
    public static NodeAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address of a node; write HOST:PORT, such as 127.0.0.1:17355");
        }
        return new NodeAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /**
     * Reads a comma-separated list.
     *
     * @throws IllegalArgumentException if a part is no address
     */
    public static List<NodeAddress> parseList(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(NodeAddress::parse)
                .toList();
    }

    /** Returns the list as {@link #parseList} reads it. */
    public static String list(List<NodeAddress> addresses) {
        return addresses.stream().map(NodeAddress::toString).collect(Collectors.joining(","));
    }

    /** Returns the address as {@code pekko.cluster.seed-nodes} has it. */
    public String seed() {
        return "pekko://" + LedgerNode.NAME + "@" + this;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
