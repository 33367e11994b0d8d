package io.ledgeractors.actors.serialization;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.Address;

/**
 * Bounds the nodes that this node answers. Pekko keeps queues and streams for each address that it ever sends to, so
 * messages whose askers have invented addresses would exhaust the memory. Members of the cluster are answered, and a
 * few others, because a node may ask before it is known as a member. Thread-safe.
 */
final class AskerNodes {
    /** How many nodes are answered that are not known as members when they ask for the first time. */
    static final int STRANGERS_MAX = 256;

    private final Predicate<Address> members;
    private final Set<Address> admitted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger strangers = new AtomicInteger();

    /**
     * Creates the rule.
     *
     * @param members returns true for the address of a node that is a member now
     */
    AskerNodes(Predicate<Address> members) {
        this.members = members;
    }

    /** Returns true if actors at an address may be answered. */
    boolean admits(Address address) {
        if (address.hasLocalScope() || admitted.contains(address)) {
            return true;
        }
        boolean admits = members.test(address) || strangers.incrementAndGet() <= STRANGERS_MAX;
        if (admits) {
            admitted.add(address);
        } else {
            strangers.decrementAndGet();
        }
        return admits;
    }
}
