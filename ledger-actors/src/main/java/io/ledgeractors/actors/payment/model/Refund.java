package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * A refund, which moves paid money back by transfers in the other direction. The owner numbers the refunds of a
 * payment. Each number is greater than the one before by at least the number of parts of that refund. A refund
 * invalidates all smaller numbers that were not used, so that no late copy of one can move back more than was paid.
 * Immutable.
 *
 * @param number of the first part, 0 to 255; the other parts have the numbers after it
 * @param parts of which the ledger executes all or none; number and count of parts together at most 256
 */
public record Refund(int number, List<Part> parts) {
    /**
     * A part of the refund, out of one leg. Immutable.
     *
     * @param leg number of the leg, counted from 0
     * @param amount in the smallest unit of its ledger
     */
    public record Part(int leg, UInt128 amount) {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are no parts, or their numbers are not 0 to 255
     */
    public Refund {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || number < 0 || number + parts.size() > PaymentId.NUMBERS) {
            throw new IllegalArgumentException("refunds of a payment have the numbers 0 to 255, one for each part, not "
                    + number + " and " + parts.size() + " parts");
        }
    }

    /** Returns a refund out of one leg. */
    public static Refund of(int number, int leg, UInt128 amount) {
        return new Refund(number, List.of(new Part(leg, amount)));
    }
}
