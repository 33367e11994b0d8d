package io.ledgeractors.actors.serialization;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.RootActorPath;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Reads the paths of the askers behind {@code EntityRef.ask}. Each ask has an actor of its own below {@code /temp},
 * whose path comes once. Pekko's resolver looks for it among the last paths in vain, parses all of it as a URI, and
 * puts it in place of a path that comes again. This class remembers the nodes instead, and parses the names only.
 * Thread-safe.
 */
final class TemporaryPaths {
    private static final String BEHIND_PROTOCOL = "://";
    private static final String TEMPORARY = "/temp/";
    private static final int NODES = 64;

    private record Node(String address, RootActorPath root) {}

    // By the hash of the address. A race only loses an entry.
    private final @Nullable Node[] nodes = new Node[NODES];

    /** Returns the path of a temporary actor; null if the text is something else, which Pekko must resolve. */
    @Nullable
    ActorPath parse(String text) {
        int host = text.indexOf(BEHIND_PROTOCOL) + BEHIND_PROTOCOL.length();
        int end = text.indexOf('/', host);
        if (host < BEHIND_PROTOCOL.length() || end < 0 || !text.startsWith(TEMPORARY, end) || text.indexOf('#') >= 0) {
            return null;
        }
        ActorPath path = root(text.substring(0, end));
        for (int from = end + 1; path != null && from <= text.length(); ) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            path = to == from ? null : path.child(text.substring(from, to));
            from = to + 1;
        }
        return path;
    }

    private @Nullable ActorPath root(String address) {
        int slot = address.hashCode() & (NODES - 1);
        Node known = nodes[slot];
        if (known != null && known.address.equals(address)) {
            return known.root;
        }
        Option<Address> parsed = AddressFromURIString.unapply(address);
        if (parsed.isEmpty() || !parsed.get().hasGlobalScope()) {
            return null;
        }
        Node node = new Node(address, new RootActorPath(parsed.get(), "/"));
        nodes[slot] = node;
        return node.root;
    }
}
