package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All standing orders of one file, in its order. Immutable. */
public final class OrderBook {
    private final List<StandingOrder> orders;
    private final Set<Long> payers = new LinkedHashSet<>();
    private final Set<Payee> payees = new LinkedHashSet<>();
    private final List<String> banks;

    /** The book of these orders; their ids differ. */
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

    /** The orders, as in the file. */
    public List<StandingOrder> orders() {
        return orders;
    }

    /** Who pays, in the order of first appearance. */
    public List<Long> payers() {
        return List.copyOf(payers);
    }

    /** Who is paid, in the order of first appearance. */
    public List<Payee> payees() {
        return List.copyOf(payees);
    }

    /** The payees' banks, sorted. */
    public List<String> banks() {
        return banks;
    }

    /**
     * What tells these orders from others: the same for the same orders in another sequence or with other
     * quotes, another one if anything else differs. Never 0.
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
