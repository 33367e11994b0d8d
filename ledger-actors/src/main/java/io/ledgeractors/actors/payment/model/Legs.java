package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** The legs of common payments. */
public final class Legs {
    /** An account and its part of a payment, in the smallest unit of the ledger. */
    public record Part(UInt128 accountId, UInt128 amount) {}

    private Legs() {}

    /** One account pays another. */
    public static List<Leg> single(UInt128 debitAccountId, UInt128 creditAccountId, UInt128 amount, int ledger) {
        return List.of(new Leg(debitAccountId, creditAccountId, amount, ledger));
    }

    /** One account pays many, all or none. */
    public static List<Leg> oneToMany(UInt128 debitAccountId, List<Part> credits, int ledger) {
        return credits.stream()
                .map(part -> new Leg(debitAccountId, part.accountId(), part.amount(), ledger))
                .toList();
    }

    /** Many accounts pay one, all or none. */
    public static List<Leg> manyToOne(List<Part> debits, UInt128 creditAccountId, int ledger) {
        return debits.stream()
                .map(part -> new Leg(part.accountId(), creditAccountId, part.amount(), ledger))
                .toList();
    }

    /**
     * An account pays in one currency and another gets a second currency: the first amount goes to the liquidity
     * account of the first ledger, the second amount comes from that of the second ledger.
     *
     * @param from the part that is paid, in the smallest unit of {@code fromLedger}
     * @param fromLiquidity the exchange's account of {@code fromLedger}
     * @param to the part that is got, in the smallest unit of {@code toLedger}
     * @param toLiquidity the exchange's account of {@code toLedger}
     */
    public static List<Leg> exchange(
            Part from, UInt128 fromLiquidity, int fromLedger, Part to, UInt128 toLiquidity, int toLedger) {
        return List.of(
                new Leg(from.accountId(), fromLiquidity, from.amount(), fromLedger),
                new Leg(toLiquidity, to.accountId(), to.amount(), toLedger));
    }

    /** Legs and more legs, such as an exchange and its fee. */
    public static List<Leg> and(List<Leg> legs, List<Leg> more) {
        List<Leg> all = new ArrayList<>(legs);
        all.addAll(more);
        return List.copyOf(all);
    }
}
