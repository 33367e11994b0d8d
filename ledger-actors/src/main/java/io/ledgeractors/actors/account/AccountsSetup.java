package io.ledgeractors.actors.account;

import org.apache.pekko.actor.typed.ExtensionSetup;

/**
 * Gives the accounts of an actor system a policy: passed to the system when it is created. Give all nodes of a cluster the
 * same.
 */
public final class AccountsSetup extends ExtensionSetup<Accounts> {
    private AccountsSetup(AccountPolicy policy) {
        super(Accounts.Id.instance(), system -> new Accounts(system, policy));
    }

    /** Accounts whose commands are asked about. */
    public static AccountsSetup create(AccountPolicy policy) {
        return new AccountsSetup(policy);
    }
}
