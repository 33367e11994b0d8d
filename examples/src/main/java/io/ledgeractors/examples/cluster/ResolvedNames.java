package io.ledgeractors.examples.cluster;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.session.ReplicaAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds addresses that cannot be right before anything starts. Stateless. */
final class ResolvedNames {
    private ResolvedNames() {}

    /**
     * Blocks while the names are resolved.
     *
     * @throws BadInputException if no host can be resolved. One is enough, because a session also works while other
     *     replicas cannot be reached
     */
    static void require(List<ReplicaAddress> addresses) {
        require(addresses, ResolvedNames::isResolved);
    }

    static void require(List<ReplicaAddress> addresses, Predicate<String> isResolved) {
        if (addresses.stream().map(ReplicaAddress::host).noneMatch(isResolved)) {
            String hosts =
                    addresses.stream().map(ReplicaAddress::host).distinct().collect(Collectors.joining(", "));
            throw new BadInputException("--addresses: no address is found for " + hosts
                    + "; write HOST:PORT of each replica, such as 127.0.0.1:3000");
        }
    }

    private static boolean isResolved(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
