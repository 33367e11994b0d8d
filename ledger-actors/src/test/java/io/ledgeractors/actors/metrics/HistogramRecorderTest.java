package io.ledgeractors.actors.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import org.junit.jupiter.api.Test;

class HistogramRecorderTest {
    private final HistogramRecorder recorder = new HistogramRecorder();

    private static SessionState.Registered registered(long timestamp) {
        return new SessionState.Registered(0, 0, Release.CLIENT, "nio", 0, timestamp);
    }

    @Test
    void shouldReportNothingAsZero() {
        HistogramRecorder.Report report = recorder.report();
        assertThat(report.requests()).isZero();
        assertThat(report.eventsPerRequest()).isEqualTo(new HistogramRecorder.Distribution(0, 0, 0, 0));
        assertThat(report.transport()).isEmpty();
    }

    @Test
    void shouldReportHowFullRequestsWereAndHowLongTheyTook() {
        for (int i = 0; i < 99; i++) {
            recorder.requestSent(Operation.CREATE_TRANSFERS, 10, 2, 1_408);
            recorder.requestAnswered(Operation.CREATE_TRANSFERS, 10, 2, 1_000);
        }
        recorder.requestSent(Operation.CREATE_TRANSFERS, 8_189, 1, 1_048_320);
        recorder.requestAnswered(Operation.CREATE_TRANSFERS, 8_189, 1, 2_000_000);
        HistogramRecorder.Report report = recorder.report();
        assertThat(report.requests()).isEqualTo(100);
        assertThat(report.events()).isEqualTo(99 * 10 + 8_189);
        assertThat(report.asks()).isEqualTo(199);
        assertThat(report.eventsPerRequest().p50()).isEqualTo(10);
        assertThat(report.eventsPerRequest().max()).isBetween(8_189L, 8_255L);
        assertThat(report.latencyNanos().p99()).isBetween(1_000L, 1_010L);
    }

    @Test
    void shouldCountSessionsAndWhatWentWrong() {
        recorder.sessionChanged(registered(5));
        recorder.sessionChanged(new SessionState.Unanswered(registered(5), 1));
        recorder.sessionChanged(registered(5));
        recorder.sessionChanged(registered(6));
        recorder.askRefused(Operation.LOOKUP_ACCOUNTS, Refusal.OVERLOADED);
        recorder.askUnknown(Operation.CREATE_ACCOUNTS);
        HistogramRecorder.Report report = recorder.report();
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.unanswered()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.unknown()).isEqualTo(1);
        assertThat(report.transport()).isEqualTo("nio");
        recorder.reset();
        assertThat(recorder.report().sessions()).isZero();
    }
}
