package io.ledgeractors.actors.recipe;

/** The rule that a history checks. */
enum Rule {
    /** {@link BalanceInvariant#debitsMustNotExceedCredits}, for transfers from the account. */
    DEBITS,
    /** {@link BalanceInvariant#creditsMustNotExceedDebits}, for transfers to the account. */
    CREDITS,
    /** {@link BalanceBounds}, for transfers to the account. */
    BOUND;

    boolean guardsDebits() {
        return this == DEBITS;
    }
}
