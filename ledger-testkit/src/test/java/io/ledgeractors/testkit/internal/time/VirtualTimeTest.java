package io.ledgeractors.testkit.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.testkit.internal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests the virtual time and what moves it. */
class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START_NANOS = Times.nanos(START);

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> log = new ArrayList<>();
    private final List<Long> expiries = new ArrayList<>();
    private long ledgerTime;
    private final TimeMachine machine = new TimeMachine(
            time, () -> CompletableFuture.completedFuture(expire()), List.of(new Activity()), Duration.ofSeconds(5));

    private ExpiryPass expire() {
        long now = Math.max(ledgerTime, time.realtimeNanos());
        if (expiries.removeIf(due -> due <= now)) {
            log.add("expiry at " + elapsed());
        }
        return new ExpiryPass(
                ledgerTime, expiries.stream().mapToLong(due -> due).min().orElse(Long.MAX_VALUE));
    }

    private long elapsed() {
        return time.realtimeNanos() - START_NANOS;
    }

    private Alarms.Alarm set(long delay, String name) {
        return time.set(delay, Alarms.Task.of(() -> log.add(name + " at " + elapsed())));
    }

    @Test
    void shouldStandStillUntilItIsMoved() {
        assertThat(time.realtimeNanos()).isEqualTo(START_NANOS).isEqualTo(time.realtimeNanos());
        assertThat(time.monotonicNanos()).isZero();
        machine.advance(Duration.ofNanos(7));
        assertThat(elapsed()).isEqualTo(7);
        assertThat(time.monotonicNanos()).isEqualTo(7);
    }

    @Test
    void shouldRingEachAlarmAtItsTimeInOrder() {
        set(30, "c");
        set(10, "a");
        set(10, "b");
        set(40, "late");
        Alarms.Alarm cancelled = set(20, "cancelled");
        cancelled.cancel();
        machine.advance(Duration.ofNanos(30));
        assertThat(log).containsExactly("a at 10", "b at 10", "c at 30");
        assertThat(elapsed()).isEqualTo(30);
    }

    @Test
    void shouldRingAlarmsThatAlarmsSet() {
        time.set(5, Alarms.Task.of(() -> set(5, "second")));
        machine.advance(Duration.ofNanos(10));
        assertThat(log).containsExactly("second at 10");
    }

    @Test
    void shouldRingAtOnceWhatIsDueNow() {
        set(0, "now");
        set(-1, "past");
        machine.advance(Duration.ZERO);
        assertThat(log).containsExactly("now at 0", "past at 0");
    }

    @Test
    void shouldExpireBeforeItRingsWhatIsDueAtTheSameTime() {
        expiries.add(START_NANOS + 10);
        expiries.add(START_NANOS + 25);
        set(10, "a");
        machine.advance(Duration.ofNanos(30));
        assertThat(log).containsExactly("expiry at 10", "a at 10", "expiry at 25");
    }

    @Test
    void shouldCountFromTheTimeOfTheLedgerIfThatIsLater() {
        ledgerTime = START_NANOS + 100;
        machine.advance(Duration.ofNanos(10));
        assertThat(elapsed()).isEqualTo(110);
    }

    @Test
    void shouldNotWaitForAnExpiryThatTheLedgerCannotDo() {
        expiries.add(Long.MIN_VALUE);
        TimeMachine full = new TimeMachine(
                time,
                () -> CompletableFuture.completedFuture(new ExpiryPass(0, START_NANOS - 1)),
                List.of(),
                Duration.ofSeconds(5));
        full.advance(Duration.ofNanos(10));
        assertThat(elapsed()).isEqualTo(10);
    }

    @Test
    void shouldRefuseToGoBack() {
        machine.advance(Duration.ofNanos(10));
        assertThatIllegalArgumentException().isThrownBy(() -> machine.advance(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> machine.advanceTo(START_NANOS + 9));
        machine.advanceTo(START_NANOS + 10);
    }

    @Test
    void shouldKeepAlarmsThatAreMoreThanThreeHundredYearsAway() {
        set(Long.MAX_VALUE, "never");
        machine.advance(Duration.ofDays(36_500));
        assertThat(log).isEmpty();
    }
}
