package io.ledgeractors.actors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.payment.internal.flow.SomePayments;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the actor that finds reserves: which replies it takes. */
class PaymentScannerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ActorTestKit kit;

    private final TestProbe<LedgerBatcher.Command> batcher = kit.createTestProbe();
    private final List<PaymentId> resumed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    private ActorRef<PaymentScanner.Command> scanner(Consumer<PaymentId> resume) {
        PaymentSettings settings = PaymentSettings.create(kit.system(), "test", 77, 7)
                .withMinBackoff(Duration.ofMillis(10))
                .withMaxBackoff(Duration.ofMillis(20));
        return kit.spawn(PaymentScanner.create(settings, batcher.getRef(), Clock.system(), null, resume));
    }

    private LedgerBatcher.Submit expect(Operation operation) {
        LedgerBatcher.Submit asked = batcher.expectMessageClass(LedgerBatcher.Submit.class, PATIENCE);
        assertThat(asked.operation()).isEqualTo(operation);
        return asked;
    }

    private static void answer(LedgerBatcher.Submit asked, Transfer... found) {
        ByteBuffer results = Bytes.allocate(found.length * TransferCodec.SIZE);
        for (int i = 0; i < found.length; i++) {
            TransferCodec.encode(found[i], results, i * TransferCodec.SIZE);
        }
        asked.results(results, Clock.system().realtimeNanos());
    }

    private static Transfer reserve() {
        return Transfer.builder()
                .id(SomePayments.ID.transferId(0, PaymentPhase.MOVE, 0))
                .debitAccountId(1)
                .creditAccountId(2)
                .amount(UInt128.of(50))
                .ledger(1)
                .code(77)
                .timeout(3_600)
                .flags(TransferFlags.PENDING)
                .timestamp(Clock.system().realtimeNanos())
                .build();
    }

    @Test
    void shouldResumeAReserveWithoutAnEnd() {
        scanner(resumed::add);
        answer(expect(Operation.QUERY_TRANSFERS), reserve());
        answer(expect(Operation.LOOKUP_TRANSFERS));
        kit.createTestProbe().awaitAssert(PATIENCE, () -> {
            assertThat(resumed).containsExactly(SomePayments.ID);
            return null;
        });
    }

    @Test
    void shouldNotTakeAPageFromBeforeItsFailureForANewScan() {
        AtomicBoolean isFailing = new AtomicBoolean(true);
        ActorRef<PaymentScanner.Command> scanner = scanner(id -> {
            if (isFailing.getAndSet(false)) {
                throw new IllegalStateException("failed on purpose");
            }
        });
        LedgerBatcher.Submit first = expect(Operation.QUERY_TRANSFERS);
        scanner.tell(new PaymentScanner.Scan());
        answer(expect(Operation.QUERY_TRANSFERS), reserve());
        answer(expect(Operation.LOOKUP_TRANSFERS));
        LedgerBatcher.Submit afterFailure = expect(Operation.QUERY_TRANSFERS);

        answer(first, reserve());
        answer(afterFailure);
        scanner.tell(new PaymentScanner.Scan());

        expect(Operation.QUERY_TRANSFERS);
    }
}
