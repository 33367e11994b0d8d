package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.TestLedger;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void shouldSeeThroughWhatWasTakenWhenTheSystemEnds() {
        try (TestLedger ledger = new TestLedger()) {
            UInt128 payer = ledger.account(AccountFlags.NONE);
            UInt128 payee = ledger.account(AccountFlags.NONE);
            AtomicInteger taken = new AtomicInteger();
            Queue<TransferResult> out = new ConcurrentLinkedQueue<>();
            Pair<UniqueKillSwitch, CompletionStage<Done>> stream = Source.repeat(payer)
                    .map(any -> ledger.transfer(payer, payee, 1))
                    .viaMat(KillSwitches.single(), Keep.right())
                    .map(transfer -> count(transfer, taken))
                    .via(LedgerFlow.createTransfers(
                            ledger.system(), ledger.settings().withMaxEventsPerRequest(100)))
                    .toMat(Sink.foreach(out::add), Keep.both())
                    .run(ledger.system());
            CoordinatedShutdown shutdown = CoordinatedShutdown.get(ledger.system());
            shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "streams", () -> {
                stream.first().shutdown();
                return stream.second();
            });
            Awaitility.await().until(() -> out.size() > 1_000);

            ledger.system().terminate();
            TestLedger.get(ledger.system().getWhenTerminated());

            assertThat(stream.second()).isCompleted();
            assertThat(out).hasSize(taken.get()).allMatch(TransferResult::isInLedger);
        }
    }

    private static Transfer count(Transfer transfer, AtomicInteger taken) {
        taken.incrementAndGet();
        return transfer;
    }
}
