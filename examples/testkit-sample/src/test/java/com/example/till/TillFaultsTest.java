package com.example.till;

import static io.ledgeractors.wire.Operation.CREATE_TRANSFERS;

import com.example.till.Till.Answer;
import com.example.till.Till.Take;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.testkit.LedgerTestKit;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what the till answers and takes when something goes wrong between it and the ledger. */
class TillFaultsTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private TestProbe<Answer> customer;
    private ActorRef<Till.Message> till;

    @BeforeEach
    void openTill() {
        kit.accounts(1, 2);
        customer = kit.testKit().createTestProbe();
        till = kit.testKit().spawn(Till.create(kit.ledger()));
    }

    @Test
    void shouldTakeNothingWhenItIsRefused() {
        kit.next(CREATE_TRANSFERS).refuse(Refusal.OVERLOADED);
        take();
        customer.expectMessage(Answer.TRY_AGAIN);
        kit.assertAccount(1).debitsPosted(0);
    }

    @Test
    void shouldSayThatThereIsNoMoney() {
        kit.next(CREATE_TRANSFERS).answer(CreateTransferStatus.ExceedsCredits);
        take();
        customer.expectMessage(Answer.NO_MONEY);
    }

    @Test
    void shouldTakeMoneyOnceWhenItIsAskedAgainAfterAnUnknownOutcome() {
        kit.next(CREATE_TRANSFERS).executeButAnswerUnknown();
        take();
        customer.expectMessage(Answer.ASK_AGAIN);
        take();
        customer.expectMessage(Answer.THANK_YOU);
        kit.assertAccount(1).debitsPosted(60);
    }

    @Test
    void shouldTakeMoneyOnceWhenTheFirstAskArrivesAfterItsTimeout() {
        kit.next(CREATE_TRANSFERS).hold();
        take();
        kit.advance(Duration.ofSeconds(6));
        customer.expectMessage(Answer.ASK_AGAIN);
        kit.release();
        take();
        customer.expectMessage(Answer.THANK_YOU);
        kit.assertAccount(1).debitsPosted(60);
    }

    /** Faults that the session or the batcher mends within the till's patience. */
    static Stream<Named<Consumer<LedgerTestKit>>> mendedFaults() {
        return Stream.of(
                Named.of("a lost request", kit -> kit.next(CREATE_TRANSFERS).dropRequest()),
                Named.of("a lost reply", kit -> kit.next(CREATE_TRANSFERS).dropReply()),
                Named.of("a doubled request", kit -> kit.next(CREATE_TRANSFERS).duplicate()),
                Named.of("a late request", kit -> kit.next(CREATE_TRANSFERS).delay(Duration.ofSeconds(2))),
                Named.of("an evicted session", LedgerTestKit::evictSession),
                Named.of("a cut connection", LedgerTestKit::disconnect),
                Named.of("a crash before the commit", LedgerTestKit::crashBeforeCommit),
                Named.of("a crash after the commit", LedgerTestKit::crashAfterCommit),
                Named.of("a slow disk", kit -> kit.slow(Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @MethodSource("mendedFaults")
    void shouldTakeMoneyOnceInSpiteOf(Consumer<LedgerTestKit> fault) {
        fault.accept(kit);
        take();
        kit.advance(Duration.ofSeconds(4));
        customer.expectMessage(Answer.THANK_YOU);
        kit.assertAccount(1).debitsPosted(60);
        kit.assertConserved();
    }

    @Test
    void shouldGoOnWhenAFullDiskHasSpaceAgain() {
        kit.fillDisk();
        take();
        kit.advance(Duration.ofSeconds(6));
        customer.expectMessage(Answer.ASK_AGAIN);
        kit.assertAccount(1).debitsPosted(0);
        kit.freeDisk();
        kit.advance(Duration.ofSeconds(15));
        take();
        customer.expectMessage(Answer.THANK_YOU);
        kit.assertAccount(1).debitsPosted(60);
    }

    @Test
    void shouldTakeWhatItSaysWhenAsksAreRefusedByChance() {
        kit.withProbability(0.3, 42).refuse(Refusal.OVERLOADED);
        int taken = 0;
        for (int id = 1; id <= 50; id++) {
            till.tell(new Take(id, 1, customer.ref()));
            taken += customer.receiveMessage() == Answer.THANK_YOU ? 1 : 0;
        }
        kit.assertAccount(1).debitsPosted(taken);
    }

    private void take() {
        till.tell(new Take(7, 60, customer.ref()));
    }
}
