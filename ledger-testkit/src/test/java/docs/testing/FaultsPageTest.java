package docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.testkit.LedgerTestKit;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of docs/testing.md about faults; see {@link TestingPageTest}. */
class FaultsPageTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private ActorRef<Till.Message> till;
    private TestProbe<String> customer;

    @BeforeEach
    void spawn() {
        kit.accounts(1, 2);
        till = kit.testKit().spawn(Till.create(kit.ledger()));
        customer = kit.testKit().createTestProbe();
    }

    private CompletionStage<CreateTransfersReply> pay(long id) {
        Transfer transfer = Transfer.builder()
                .id(id)
                .debitAccountId(1)
                .creditAccountId(2)
                .amount(10)
                .ledger(1)
                .code(1)
                .build();
        return kit.ledger().createTransfers(List.of(transfer));
    }

    @Test
    void shouldAnswerByName() {
        // #faults-answers
        kit.next(Operation.CREATE_TRANSFERS).refuse(Refusal.OVERLOADED);
        till.tell(new Till.Take(7, 60, customer.ref()));
        customer.expectMessage("try again");

        kit.next(Operation.CREATE_TRANSFERS).answer(CreateTransferStatus.ExceedsCredits);
        till.tell(new Till.Take(8, 60, customer.ref()));
        customer.expectMessage("no money");
        kit.assertAccount(1).debitsPosted(0);

        kit.next(Operation.CREATE_TRANSFERS).executeButAnswerUnknown();
        till.tell(new Till.Take(9, 60, customer.ref()));
        customer.expectMessage("ask at the desk");
        kit.assertAccount(1).debitsPosted(60);
        // #faults-answers
    }

    @Test
    void shouldLoseAReply() {
        // #faults-reply
        Fault lost = kit.next(Operation.CREATE_TRANSFERS).dropReply();
        till.tell(new Till.Take(7, 60, customer.ref()));
        lost.await();
        kit.advance(Duration.ofMillis(600));
        customer.expectMessage("thank you");
        kit.assertAccount(1).debitsPosted(60);
        // #faults-reply
    }

    @Test
    void shouldHoldARequest() {
        // #faults-hold
        kit.next(Operation.CREATE_TRANSFERS).hold();
        till.tell(new Till.Take(7, 60, customer.ref()));
        kit.advance(Duration.ofSeconds(5).plusMillis(10));
        customer.expectMessage("ask at the desk");
        kit.assertAccount(1).debitsPosted(0);
        kit.release();
        kit.assertAccount(1).debitsPosted(60);
        // #faults-hold
    }

    @Test
    void shouldSelect() {
        // #faults-selections
        kit.next(Operation.CREATE_TRANSFERS, 42).dropRequest();
        kit.next(Operation.CREATE_TRANSFERS).nth(3).times(2).duplicate();
        kit.next(Operation.CREATE_TRANSFERS)
                .where(asked -> asked.transfers().size() > 100)
                .delay(Duration.ofSeconds(1));
        kit.withProbability(0.1, 4711).refuse(Refusal.OVERLOADED);
        // #faults-selections
        assertThat(kit.faults().waiting()).hasSize(4);
    }

    @Test
    void shouldCrash() {
        // #faults-crash
        Fault crash = kit.crashBeforeCommit();
        CompletionStage<CreateTransfersReply> reply = pay(7);
        crash.await();
        kit.assertAccount(1).debitsPosted(0);
        kit.advance(Duration.ofSeconds(1));
        assertThat(kit.await(reply).orThrow().get(0).status()).isEqualTo(CreateTransferStatus.Created);
        // #faults-crash
        assertThat(kit.await(reply).outcome()).isInstanceOf(LedgerReply.Results.class);
    }
}
