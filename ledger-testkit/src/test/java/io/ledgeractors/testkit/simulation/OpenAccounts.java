package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Creates the accounts of a scenario of actors. A fault may come before that, so it asks until they are there. */
final class OpenAccounts {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private OpenAccounts() {}

    /** Creates the accounts from 1 to {@code count}, and then goes on. */
    static void open(SimulatedActors world, int count, Runnable then) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            accounts.add(Account.builder().id(UInt128.of(i)).ledger(1).code(1).build());
        }
        open(world, accounts, then);
    }

    private static void open(SimulatedActors world, List<Account> accounts, Runnable then) {
        world.await(world.ledger().createAccounts(accounts), (reply, failure) -> {
            if (reply != null && reply.outcome() instanceof LedgerReply.Results) {
                then.run();
            } else {
                world.after(PAUSE, () -> open(world, accounts, then));
            }
        });
    }
}
