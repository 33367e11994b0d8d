package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountLookup;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests flows and sources over TCP: each element comes out once and in order. */
class StreamsIT {
    private static final int CHAINS = 4_000;
    private static final int BROKEN = 10;
    private static final int CODE = 9;
    private static final int PAGE = 500;

    private final IdGenerator ids = new IdGenerator();
    // No other client of an outside server uses this mark.
    private final long mark = ids.next().low();
    private ServerUnderTest server;
    private ActorTestKit kit;
    private ActorSystem<?> system;
    private LedgerStreamSettings settings;

    @BeforeEach
    void open() {
        server = ServerUnderTest.start(UInt128.of(7));
        kit = ActorTestKit.create("streams", server.place().over(ConfigFactory.load()));
        system = kit.system();
        settings = LedgerStreamSettings.create(system).withPageSize(PAGE);
        Ledger.get(system).awaitReady(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
        server.close();
    }

    @Test
    void shouldPayAndReadBackAllOfIt() {
        UInt128 payer = ids.next();
        UInt128 payee = ids.next();
        List<Account> accounts = List.of(account(payer), account(payee));
        assertThat(get(Source.from(accounts)
                        .via(LedgerFlow.createAccounts(system))
                        .runWith(Sink.seq(), system)))
                .extracting(AccountResult::status)
                .containsOnly(CreateAccountStatus.Created);

        List<Transfer> transfers = IntStream.range(0, 2 * CHAINS)
                .mapToObj(i -> transfer(i, payer, i % (2 * BROKEN) == 1 ? payer : payee))
                .toList();
        List<TransferResult> results = get(
                Source.from(transfers).via(LedgerFlow.createTransfers(system)).runWith(Sink.seq(), system));
        assertThat(results).extracting(TransferResult::transfer).isEqualTo(transfers);
        for (int i = 0; i < results.size(); i++) {
            boolean isBroken = i / 2 % BROKEN == 0;
            CreateTransferStatus breaks =
                    i % 2 == 0 ? CreateTransferStatus.LinkedEventFailed : CreateTransferStatus.AccountsMustBeDifferent;
            assertThat(results.get(i).status()).isEqualTo(isBroken ? breaks : CreateTransferStatus.Created);
        }

        List<UInt128> paid = results.stream()
                .filter(result -> result.status() == CreateTransferStatus.Created)
                .map(result -> result.transfer().id())
                .toList();
        readBack(payer, paid);
        follow(results.get(2).timestamp(), paid);
        assertThat(get(Source.from(List.of(payer, ids.next(), payee))
                        .via(LedgerFlow.lookupAccounts(system))
                        .map(AccountLookup::account)
                        .map(found -> found.map(Account::debitsPosted).orElse(UInt128.MAX))
                        .runWith(Sink.seq(), system)))
                .containsExactly(UInt128.of(paid.size()), UInt128.MAX, UInt128.ZERO);
    }

    private void readBack(UInt128 payer, List<UInt128> paid) {
        AccountFilter all = AccountFilter.builder()
                .accountId(payer)
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS)
                .build();
        assertThat(get(LedgerSource.accountTransfers(system, settings, all).runWith(Sink.seq(), system)))
                .extracting(Transfer::id)
                .isEqualTo(paid);
        assertThat(get(LedgerSource.accountBalances(system, settings, all).runWith(Sink.seq(), system)))
                .extracting(AccountBalance::debitsPosted)
                .isEqualTo(IntStream.rangeClosed(1, paid.size())
                        .mapToObj(UInt128::of)
                        .toList());
        QueryFilter ours =
                QueryFilter.builder().userData64Unsigned(mark).code(CODE).build();
        assertThat(get(LedgerSource.queryTransfers(system, settings, ours).runWith(Sink.seq(), system)))
                .extracting(Transfer::id)
                .isEqualTo(paid);
        assertThat(get(LedgerSource.queryAccounts(system, settings, ours).runWith(Sink.seq(), system)))
                .hasSize(2);
    }

    // The live source does not end by itself.
    private void follow(long from, List<UInt128> paid) {
        ChangeEventsFilter since =
                ChangeEventsFilter.builder().timestampMin(from).build();
        assertThat(get(LedgerSource.liveChangeEvents(system, settings, since)
                        .map(ChangeEvent::transfer)
                        .filter(transfer -> transfer.userData64() == mark)
                        .take(paid.size())
                        .runWith(Sink.seq(), system)))
                .extracting(Transfer::id)
                .isEqualTo(paid);
    }

    private Account account(UInt128 id) {
        return Account.builder()
                .id(id)
                .userData64Unsigned(mark)
                .ledger(1)
                .code(CODE)
                .flags(AccountFlags.HISTORY)
                .build();
    }

    private Transfer transfer(int number, UInt128 debit, UInt128 credit) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(1))
                .userData64Unsigned(mark)
                .ledger(1)
                .code(CODE)
                .flags(number % 2 == 0 ? TransferFlags.LINKED : TransferFlags.NONE)
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
