package io.ledgeractors.client.internal.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses of one named host: which one to try next, and why attempts failed. The texts of failures settle after
 * each address has failed once, so that a state is not published anew for each attempt.
 */
final class HostAddresses {
    private static final int CAUSES_MAX = 6;

    private final String host;
    /** The addresses that were tried, the one tried last at the end. */
    private final List<InetAddress> tried = new ArrayList<>();

    private final Map<InetAddress, String> causes = new LinkedHashMap<>();
    private String whyUnresolved = "";

    HostAddresses(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }

    /**
     * Returns the address to try next: the first one that was never tried, else the one whose last attempt is the
     * oldest. Resolvers may change the order of addresses with each answer.
     *
     * @param found what the name leads to now, at least one address
     */
    InetAddress next(List<InetAddress> found) {
        tried.retainAll(found);
        causes.keySet().retainAll(found);
        InetAddress next = found.stream()
                .filter(address -> !tried.contains(address))
                .findFirst()
                .orElseGet(() -> tried.get(0));
        tried.remove(next);
        tried.add(next);
        return next;
    }

    /** Notes that a connection to one of the addresses was opened. */
    void opened() {
        causes.clear();
    }

    /** Notes that a connection to an address could not be opened. Returns the causes of all addresses that failed. */
    String failed(InetAddress address, String cause) {
        String literal = address.getHostAddress();
        causes.put(address, cause.contains(literal) ? cause : literal + ": " + cause);
        String text = causes.values().stream().limit(CAUSES_MAX).collect(Collectors.joining("; "));
        return causes.size() > CAUSES_MAX
                ? text + "; and " + (causes.size() - CAUSES_MAX) + " more addresses of " + host
                : text;
    }

    /** Returns in words that the name was not resolved. */
    String unresolved(Throwable failure) {
        String why =
                failure instanceof UnknownHostException ? String.valueOf(failure.getMessage()) : failure.toString();
        String bare =
                why.startsWith(host + ":") ? why.substring(host.length() + 1).trim() : why;
        // The JVM remembers a failure without its reason, and names the host alone.
        if (!bare.equals(host) && !bare.equals("null")) {
            whyUnresolved = ": " + bare;
        }
        return "the name " + host + " is not resolved" + whyUnresolved;
    }
}
