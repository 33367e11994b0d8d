package com.example.till;

import com.example.till.Till.Answer;
import com.example.till.Till.Take;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.testkit.LedgerTestKit;
import io.ledgeractors.testkit.probe.LedgerProbe;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the till on a ledger in memory, and with a probe in place of the ledger. */
class TillTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private TestProbe<Answer> customer;

    @BeforeEach
    void createProbe() {
        customer = kit.testKit().createTestProbe();
    }

    @Test
    void shouldTakeMoneyWhileThereIsSome() {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.accounts(2);
        kit.fund(1, 100);
        ActorRef<Till.Message> till = kit.testKit().spawn(Till.create(kit.ledger()));

        till.tell(new Take(7, 60, customer.ref()));
        customer.expectMessage(Answer.THANK_YOU);
        till.tell(new Take(8, 60, customer.ref()));
        customer.expectMessage(Answer.NO_MONEY);

        kit.assertAccount(1).debitsPosted(60).debitsPending(0);
        kit.assertAccount(2).creditsPosted(60);
        kit.assertConserved();
    }

    @Test
    void shouldTakeMoneyOnceIfItIsAskedTwice() {
        kit.accounts(1, 2);
        ActorRef<Till.Message> till = kit.testKit().spawn(Till.create(kit.ledger()));
        till.tell(new Take(7, 60, customer.ref()));
        customer.expectMessage(Answer.THANK_YOU);
        kit.advance(Duration.ofDays(1));
        till.tell(new Take(7, 60, customer.ref()));
        customer.expectMessage(Answer.THANK_YOU);
        kit.assertAccount(1).debitsPosted(60);
    }

    @Test
    void shouldSayWhatToDoWhenTheLedgerRefuses() {
        LedgerProbe probe = LedgerProbe.create(kit.system());
        kit.testKit().spawn(Till.create(probe.ledger())).tell(new Take(7, 60, customer.ref()));
        probe.expectCreateTransfers().refuse(Refusal.OVERLOADED);
        customer.expectMessage(Answer.TRY_AGAIN);
    }

    @Test
    void shouldSayWhatToDoWhenTheOutcomeIsUnknown() {
        LedgerProbe probe = LedgerProbe.create(kit.system());
        ActorRef<Till.Message> till = kit.testKit().spawn(Till.create(probe.ledger()));
        till.tell(new Take(7, 60, customer.ref()));
        probe.expectCreateTransfers().unknown();
        customer.expectMessage(Answer.ASK_AGAIN);
        till.tell(new Take(7, 60, customer.ref()));
        probe.expectCreateTransfers().reply(CreateTransferStatus.Exists);
        customer.expectMessage(Answer.THANK_YOU);
        probe.expectNoAsk();
    }
}
