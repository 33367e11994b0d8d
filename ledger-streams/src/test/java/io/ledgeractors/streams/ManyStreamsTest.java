package io.ledgeractors.streams;

import static io.ledgeractors.streams.TestLedger.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs more streams at the same time than the bulk lane has credit for. */
class ManyStreamsTest {
    private static final int STREAMS = 60;
    private static final int BATCHES = 6;
    private static final int SIZE = 2_000;
    private static final int CREDIT = 3 * 8_190;

    private final TestLedger test = new TestLedger();

    @AfterEach
    void close() {
        test.close();
    }

    private List<TransferBatch> batches(UInt128 debit, UInt128 credit) {
        List<TransferBatch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            TransferBatch batch = TransferBatch.create();
            for (int j = 0; j < SIZE; j++) {
                batch.add(test.transfer(debit, credit, 1));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static void expectCreated(TransferResults results) {
        for (int i = 0; i < results.count(); i++) {
            assertThat(results.status(i)).isEqualTo(CreateTransferStatus.Created);
        }
    }

    @Test
    void shouldShareTheCreditAndGiveAllOfItBack() {
        UInt128 debit = test.account(0);
        UInt128 credit = test.account(0);
        List<Pair<UniqueKillSwitch, CompletionStage<Integer>>> streams = new ArrayList<>();
        List<Integer> queued = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(Source.from(batches(debit, credit))
                    .viaMat(KillSwitches.single(), Keep.right())
                    .via(LedgerFlow.createTransferBatches(test.system(), test.settings()))
                    .toMat(
                            Sink.fold(0, (Integer sum, TransferResults results) -> {
                                expectCreated(results);
                                synchronized (queued) {
                                    queued.add(Math.max(
                                            test.ledger().bulk().events(),
                                            test.ledger().queuedEvents()));
                                }
                                return sum + results.count();
                            }),
                            Keep.both())
                    .run(test.system()));
        }
        for (int i = 0; i < STREAMS; i += 3) {
            streams.get(i).first().abort(new IllegalStateException("stopped"));
        }
        for (int i = 0; i < STREAMS; i++) {
            if (i % 3 == 0) {
                // The stream may have completed before it was aborted.
                get(streams.get(i).second().handle((sum, stopped) -> true));
            } else {
                assertThat(get(streams.get(i).second())).isEqualTo(BATCHES * SIZE);
            }
        }
        assertThat(queued).allMatch(events -> events <= CREDIT);
        await().untilAsserted(() -> assertThat(test.ledger().bulk().events()).isZero());
        assertThat(test.ledger().bulk().waiting()).isZero();
    }
}
