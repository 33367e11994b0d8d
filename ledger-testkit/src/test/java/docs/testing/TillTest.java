package docs.testing;

import io.ledgeractors.testkit.LedgerTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests of an actor, as the page begins with them. */
// #field
class TillTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    @Test
    void shouldTakeMoneyOnce() {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.accounts(2);
        kit.fund(1, 100);
        ActorRef<Till.Message> till = kit.testKit().spawn(Till.create(kit.ledger()));
        TestProbe<String> customer = kit.testKit().createTestProbe();

        till.tell(new Till.Take(7, 60, customer.ref()));
        customer.expectMessage("thank you");
        till.tell(new Till.Take(8, 60, customer.ref()));
        customer.expectMessage("no money");

        kit.assertAccount(1).debitsPosted(60).debitsPending(0);
        kit.assertConserved();
    }
}
// #field
