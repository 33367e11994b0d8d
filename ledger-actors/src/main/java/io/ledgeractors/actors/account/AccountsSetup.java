package io.ledgeractors.actors.account;

import org.apache.pekko.actor.typed.ExtensionSetup;

/**
 * Gives the accounts of the default ledger a policy. Pass it to the actor system when the system is created. All nodes
 * of a cluster must have the same policy.
 */
public final class AccountsSetup extends ExtensionSetup<Accounts> {
    private AccountsSetup(AccountPolicy policy) {
        super(Accounts.Id.instance(), system -> Accounts.ofDefaultLedger(system, policy));
    }

    /** Creates a setup for accounts whose commands the policy decides about. */
    public static AccountsSetup create(AccountPolicy policy) {
        return new AccountsSetup(policy);
    }
}
