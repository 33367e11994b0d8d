package io.ledgeractors.testkit;

import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.ClusterActorRefProvider;

/**
 * Starts entities and payments. Pekko holds the first commands back until the coordinator of the shards is found, by
 * timers of its own. So a command is sent and answered before the test begins. Stateless.
 */
final class EntityStarts {
    private EntityStarts() {}

    static Accounts accounts(KitCore core) {
        requireCluster(core);
        Accounts accounts = Accounts.get(core.host().system());
        core.await(accounts.entity(UInt128.of(1))
                .ask(AccountEntity.GetBalance::new, core.settings().patience()));
        return accounts;
    }

    private static void requireCluster(KitCore core) {
        if (!(core.host().system().classicSystem() instanceof ExtendedActorSystem system
                && system.provider() instanceof ClusterActorRefProvider)) {
            throw new IllegalStateException("entities and payments live in a cluster, and the system of this kit is"
                    + " none. Use LedgerTestKitSettings.create().withCluster() or @LedgerTest(cluster = true), or set"
                    + " pekko.actor.provider = cluster in a system of your own");
        }
    }

    static Payments payments(KitCore core, PaymentSettings settings, PaymentStep step) {
        requireCluster(core);
        Payments payments = Payments.init(core.host().system(), core.ledger(), settings, step);
        core.await(payments.workflow(PaymentId.ofKey("ledger-testkit")).state());
        return payments;
    }
}
