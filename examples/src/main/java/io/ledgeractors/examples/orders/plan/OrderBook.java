package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All standing orders of one file. Immutable. */
public final class OrderBook {
    private final List<StandingOrder> orders;
    private final Set<Long> payers = new LinkedHashSet<>();
    private final Set<Payee> payees = new LinkedHashSet<>();
    private final List<String> banks;

    /** Creates a book of orders with different ids. */
    OrderBook(List<StandingOrder> orders) {
        this.orders = List.copyOf(orders);
        TreeSet<String> names = new TreeSet<>();
        for (StandingOrder order : orders) {
            payers.add(order.payer());
            payees.add(order.payee());
            names.add(order.payee().bank());
        }
        banks = List.copyOf(names);
    }

    /** Returns the orders in the order of the file. */
    public List<StandingOrder> orders() {
        return orders;
    }

    /** Returns the payers in the order of their first appearance. */
    public List<Long> payers() {
        return List.copyOf(payers);
    }

    /** Returns the payees in the order of their first appearance. */
    public List<Payee> payees() {
        return List.copyOf(payees);
    }

    /** Returns the sorted names of the banks of the payees. */
    public List<String> banks() {
        return banks;
    }

    /**
     * Returns a hash that tells these orders from others. It does not depend on the sequence of the orders or on
     * quotes, and differs if anything else differs. It is never 0.
     */
    public UInt128 fingerprint() {
        Digest digest = new Digest("orders");
        List<StandingOrder> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparingLong(StandingOrder::id));
        for (StandingOrder order : sorted) {
            digest.add(order.id())
                    .add(order.payer())
                    .add(order.payee().bank())
                    .add(order.payee().account())
                    .add(order.amount())
                    .add(order.code());
        }
        UInt128 hash = digest.finish();
        return hash.isZero() ? UInt128.of(1) : hash;
    }
}
