package io.ledgeractors.examples.orders.plan;

/**
 * An account at another bank.
 *
 * @param bank name of the bank, not empty
 * @param account number of the account there, as written in the file, not empty
 */
public record Payee(String bank, String account) {
    @Override
    public String toString() {
        return bank + "/" + account;
    }
}
