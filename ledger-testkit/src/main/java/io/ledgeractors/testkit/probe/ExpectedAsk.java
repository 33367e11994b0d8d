package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.Lane;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.annotation.DoNotInherit;

/** An ask that a {@link LedgerProbe} got. One method answers it, once. Thread-safe. */
@DoNotInherit
public abstract class ExpectedAsk {
    /** Encodes one result. */
    @FunctionalInterface
    interface Encoder<R> {
        void encode(R result, ByteBuffer buffer, int offset);
    }

    /** Decodes one event. */
    @FunctionalInterface
    interface Decoder<E> {
        E decode(ByteBuffer buffer, int offset);
    }

    private final LedgerBatcher.Submit ask;
    private final ProbeClock clock;
    private final AtomicBoolean isAnswered = new AtomicBoolean();

    ExpectedAsk(LedgerBatcher.Submit ask, ProbeClock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /** Returns the operation. */
    public final Operation operation() {
        return ask.operation();
    }

    /** Returns the order key; 0 if the ask has none. */
    public final long order() {
        return ask.order();
    }

    /** Returns the lane. */
    public final Lane lane() {
        return ask.isBulk() ? Lane.BULK : Lane.INTERACTIVE;
    }

    /** Returns the time-out of the ask; empty if it has none of its own, zero if it must not have one. */
    public final Optional<Duration> timeout() {
        return ask.timeoutNanos() < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(ask.timeoutNanos()));
    }

    /**
     * Answers that the ask was definitely not executed.
     *
     * @throws IllegalStateException if the ask was answered before
     */
    public final void refuse(Refusal reason) {
        refuse(reason, "refused by the probe");
    }

    /**
     * Answers that the ask was definitely not executed.
     *
     * @param message explanation for people
     * @throws IllegalStateException if the ask was answered before
     */
    public final void refuse(Refusal reason, String message) {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        answer();
        ask.refused(reason, message);
    }

    /**
     * Answers that nobody knows whether the ask was executed.
     *
     * @throws IllegalStateException if the ask was answered before
     */
    public final void unknown() {
        answer();
        ask.unknown("unknown by the will of the probe");
    }

    final <E> List<E> decoded(Decoder<E> decoder) {
        List<E> events = new ArrayList<>();
        for (int i = 0; i < ask.count(); i++) {
            events.add(decoder.decode(ask.events(), i * operation().eventSize()));
        }
        return List.copyOf(events);
    }

    final <R> void answer(List<R> results, Encoder<R> encoder) {
        int size = operation().resultSize();
        ByteBuffer bytes = Bytes.allocate(size * results.size());
        for (int i = 0; i < results.size(); i++) {
            encoder.encode(results.get(i), bytes, i * size);
        }
        answer();
        ask.results(bytes, clock.next());
    }

    /** Returns the time of one more event. */
    final long nextTimestamp() {
        return clock.next();
    }

    private void answer() {
        if (!isAnswered.compareAndSet(false, true)) {
            throw new IllegalStateException("this " + operation() + " was answered before; each ask has one answer");
        }
    }
}
