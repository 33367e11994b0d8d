package io.ledgeractors.client.internal.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. */
@FunctionalInterface
public interface HostNames {
    /**
     * Returns the addresses of a host, at least one, the preferred one first. May block for long, so it must not be
     * called on a loop's thread.
     *
     * @throws UnknownHostException if the host has no address, or none can be found now
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /**
     * Returns the JVM's resolver. It remembers addresses for 30 s and failures for 10 s, unless the security properties
     * {@code networkaddress.cache.ttl} and {@code networkaddress.cache.negative.ttl} say otherwise.
     */
    static HostNames ofJvm() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
