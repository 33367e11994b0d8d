package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * Gives back what was paid, by transfers the other way. Refunds of a payment are numbered by their owner, each at least
 * the number of parts above the one before: a refund rules out all smaller numbers that were not used, so that no late
 * copy of one can give back more than was paid.
 *
 * @param number of the first part, 0 to 255; the others follow it
 * @param parts all are given back or none is; number + parts at most 256
 */
public record Refund(int number, List<Part> parts) {
    /**
     * Part of a leg.
     *
     * @param leg from 0
     * @param amount in the smallest unit of its ledger
     */
    public record Part(int leg, UInt128 amount) {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are no parts or numbers are out of range
     */
    public Refund {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || number < 0 || number + parts.size() > PaymentId.NUMBERS) {
            throw new IllegalArgumentException("refunds of a payment have the numbers 0 to 255, one for each part, not "
                    + number + " and " + parts.size() + " parts");
        }
    }

    /** Of one leg. */
    public static Refund of(int number, int leg, UInt128 amount) {
        return new Refund(number, List.of(new Part(leg, amount)));
    }
}
