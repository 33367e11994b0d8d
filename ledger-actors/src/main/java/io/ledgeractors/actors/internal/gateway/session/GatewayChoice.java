package io.ledgeractors.actors.internal.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Chooses the gateway of a node, so that nodes spread evenly over gateways. Pure. */
final class GatewayChoice {
    private GatewayChoice() {}

    /**
     * Returns the gateway whose name together with that of the node has the greatest hash. A node that makes the choice
     * anew keeps its gateway when another one comes or goes.
     *
     * @param node the name of the node, which differs from node to node
     * @param name gives the name of a gateway
     * @param avoided a gateway that is taken only if there is no other
     * @return null if there is no gateway
     */
    static <G> @Nullable G choose(String node, Collection<G> gateways, Function<G, String> name, @Nullable G avoided) {
        return gateways.stream()
                .max(Comparator.comparing((G gateway) -> !gateway.equals(avoided))
                        .thenComparing(gateway -> hash(node + " " + name.apply(gateway))))
                .orElse(null);
    }

    // The checksums of texts that differ in their last bytes are close to each other, so their bits are mixed.
    private static long hash(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long mixed = crc.getValue() * 0x9e3779b97f4a7c15L;
        return (mixed ^ mixed >>> 32) & Long.MAX_VALUE;
    }
}
