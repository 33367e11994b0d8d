package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerReply.Refused;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.AccountEntity.Movement;
import io.ledgeractors.actors.account.AccountPolicy.Decision;
import io.ledgeractors.actors.account.AccountSettings;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tests account entities of a kit. */
class EntitiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static CompletionStage<CreateTransfersReply> transfer(Accounts accounts, long amount) {
        Movement movement = new Movement(UInt128.of(amount), UInt128.of(2), UInt128.of(amount), 1, 1, UserData.NONE);
        return accounts.entity(UInt128.of(1)).ask(replyTo -> new AccountEntity.Transfer(movement, replyTo), PATIENCE);
    }

    @LedgerTest(cluster = true)
    void shouldWorkOnTheLedgerOfTheKit(LedgerTestKit kit) {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.accounts(2);
        kit.fund(1, 100);
        Accounts accounts = kit.startAccounts();
        assertThat(kit.await(transfer(accounts, 60)).orThrow().get(0).status()).isEqualTo(CreateTransferStatus.Created);
        assertThat(kit.await(transfer(accounts, 61)).orThrow().get(0).status())
                .isEqualTo(CreateTransferStatus.ExceedsCredits);
        Account account = kit.await(accounts.entity(UInt128.of(1)).ask(AccountEntity.GetBalance::new, PATIENCE))
                .orThrow()
                .get(0);
        assertThat(account.debitsPosted()).isEqualTo(UInt128.of(60));
        kit.assertAccount(1).debitsPosted(60);
    }

    @LedgerTest(cluster = true)
    void shouldTimeAPolicyOutWhenTheTimeMoves(LedgerTestKit kit) {
        kit.accounts(1, 2);
        CompletableFuture<Decision> undecided = new CompletableFuture<>();
        AccountSettings settings = AccountSettings.create(kit.system());
        Accounts accounts = Accounts.init(kit.system(), "slow", kit.ledger(), settings, (id, command) -> undecided);
        kit.await(accounts.entity(UInt128.of(1)).ask(AccountEntity.GetBalance::new, PATIENCE));
        CompletionStage<CreateTransfersReply> reply = transfer(accounts, 5);
        kit.advance(settings.policy().timeout());
        assertThat(((Refused<?>) kit.await(reply).outcome()).reason()).isEqualTo(Refusal.TIMED_OUT);
        kit.assertAccount(1).debitsPosted(0);
    }
}
