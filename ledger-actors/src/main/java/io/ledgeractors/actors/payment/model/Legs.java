package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** Makes the legs of common payments. Pure, thread-safe. */
public final class Legs {
    /** One account's part of a payment, in the smallest unit of the ledger. Immutable. */
    public record Part(UInt128 accountId, UInt128 amount) {}

    private Legs() {}

    /** Returns the leg by which one account pays another. */
    public static List<Leg> single(UInt128 debitAccountId, UInt128 creditAccountId, UInt128 amount, int ledger) {
        return List.of(new Leg(debitAccountId, creditAccountId, amount, ledger));
    }

    /** Returns the legs by which one account pays several others. */
    public static List<Leg> oneToMany(UInt128 debitAccountId, List<Part> credits, int ledger) {
        return credits.stream()
                .map(part -> new Leg(debitAccountId, part.accountId(), part.amount(), ledger))
                .toList();
    }

    /** Returns the legs by which several accounts pay one. */
    public static List<Leg> manyToOne(List<Part> debits, UInt128 creditAccountId, int ledger) {
        return debits.stream()
                .map(part -> new Leg(part.accountId(), creditAccountId, part.amount(), ledger))
                .toList();
    }

    /**
     * Returns the legs by which one account pays in a first currency and another account receives a second currency.
     * The first amount goes to the liquidity account of the first ledger. The second amount comes from the liquidity
     * account of the second ledger.
     *
     * @param from the part that is paid, in the smallest unit of {@code fromLedger}
     * @param fromLiquidity the exchange's account on {@code fromLedger}
     * @param fromLedger the ledger of the first currency
     * @param to the part that is received, in the smallest unit of {@code toLedger}
     * @param toLiquidity the exchange's account on {@code toLedger}
     * @param toLedger the ledger of the second currency
     */
    public static List<Leg> exchange(
            Part from, UInt128 fromLiquidity, int fromLedger, Part to, UInt128 toLiquidity, int toLedger) {
        return List.of(
                new Leg(from.accountId(), fromLiquidity, from.amount(), fromLedger),
                new Leg(toLiquidity, to.accountId(), to.amount(), toLedger));
    }

    /** Returns the first legs followed by the others, such as an exchange and its fee. */
    public static List<Leg> and(List<Leg> legs, List<Leg> more) {
        List<Leg> all = new ArrayList<>(legs);
        all.addAll(more);
        return List.copyOf(all);
    }
}
