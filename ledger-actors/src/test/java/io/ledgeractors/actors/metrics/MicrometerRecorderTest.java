package io.ledgeractors.actors.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerRecorderTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerRecorder recorder = new MicrometerRecorder(registry, Tags.of("ledger", "main"));

    @Test
    void shouldTimeRequestsByOperation() {
        recorder.requestSent(Operation.CREATE_TRANSFERS, 30, 3, 4_000);
        recorder.requestWaited(Operation.CREATE_TRANSFERS, 2_000);
        recorder.requestAnswered(Operation.CREATE_TRANSFERS, 30, 3, 5_000);
        recorder.requestAnswered(Operation.LOOKUP_ACCOUNTS, 1, 1, 1);
        var latency = registry.get("ledger.request")
                .tags("ledger", "main", "operation", "create_transfers")
                .timer();
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(5_000);
        assertThat(registry.get("ledger.request.wait")
                        .tags("operation", "create_transfers")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(2_000);
        assertThat(registry.get("ledger.request.events")
                        .tags("operation", "create_transfers")
                        .summary()
                        .totalAmount())
                .isEqualTo(30);
        assertThat(registry.get("ledger.request.asks")
                        .tags("operation", "create_transfers")
                        .summary()
                        .totalAmount())
                .isEqualTo(3);
    }

    @Test
    void shouldCountOutcomes() {
        recorder.askRefused(Operation.CREATE_ACCOUNTS, Refusal.OVERLOADED);
        recorder.askRefused(Operation.CREATE_ACCOUNTS, Refusal.OVERLOADED);
        recorder.askUnknown(Operation.CREATE_ACCOUNTS);
        recorder.requestResolved(Operation.CREATE_ACCOUNTS, 1, 1);
        recorder.sessionChanged(new SessionState.ClosedWithoutAnswer("127.0.0.1:3000", true));
        assertThat(registry.get("ledger.refused")
                        .tags("reason", "overloaded")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("ledger.unknown").counter().count()).isEqualTo(1);
        assertThat(registry.get("ledger.request.resolved").counter().count()).isEqualTo(1);
        assertThat(registry.get("ledger.session")
                        .tags("state", "closed_without_answer")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
