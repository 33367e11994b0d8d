package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Simulates in virtual time askers that ask again as soon as they are answered. A request takes {@value #FIXED} ns and
 * {@value #EACH} ns more for each event. The batcher's thread takes {@value #HANDLING} ns for each message.
 */
final class ClosedLoop implements Effects<TestAsk> {
    private static final long FIXED = 350_000;
    private static final long EACH = 1_000;
    private static final long HANDLING = 700;
    private static final long ROUNDS = 1_000;

    private record Event(long at, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final Random random = new Random(5);
    private final BatcherCore<TestAsk> core;
    private final int askers;
    private final long end;
    private final long learnt;
    private long thinking;
    private long now;
    private long numbers;
    private long answered;
    private long answeredBefore;

    ClosedLoop(int askers, long maxGatherGap) {
        this.askers = askers;
        this.end = ROUNDS * (FIXED + EACH * askers);
        this.learnt = end / 2;
        this.core = new BatcherCore<>(
                new QueueBounds(1 << 20, 1 << 30),
                new Timing(maxGatherGap, 0, 0),
                this,
                () -> UInt128.of(++numbers),
                true);
    }

    /** Lets each asker wait for a random time before it asks again; {@code nanos} is the mean. */
    ClosedLoop withThinking(long nanos) {
        thinking = nanos;
        return this;
    }

    /**
     * Runs the loop. Returns the number of asks answered in the second half of the time, as a share of an ideal. The
     * ideal sends requests that hold one ask of each asker, one after another without a pause.
     */
    double run() {
        core.registered(new SessionInfo(Limits.DEFAULT, 1, 1), 0);
        for (int i = 0; i < askers; i++) {
            at(i * HANDLING, this::ask);
        }
        while (now < end) {
            if (now < learnt) {
                answeredBefore = answered;
            }
            Event next = events.remove();
            // There is one thread, so an event that is due while it is busy runs afterwards.
            now = Math.max(now, next.at) + HANDLING;
            next.action.run();
        }
        return (double) (answered - answeredBefore) / askers * (FIXED + EACH * askers) / (end - learnt);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, numbers++, action));
    }

    private void ask() {
        core.ask(TestAsk.create((int) numbers, 1), now);
    }

    @Override
    public void results(TestAsk ask, ByteBuffer results, long timestamp) {
        answered++;
        now += HANDLING;
        at(now + (long) (-thinking * Math.log(1 - random.nextDouble())), this::ask);
    }

    @Override
    public void submit(long requestNumber, Operation operation, Body body, int eventsInIt, int asks, long waited) {
        CoreHarness.Sent sent =
                new CoreHarness.Sent(requestNumber, operation, java.util.List.of(), eventsInIt, body.bytes());
        ByteBuffer reply = CoreHarness.replyTo(sent, asks);
        at(now + FIXED + EACH * eventsInIt, () -> core.outcome(requestNumber, new Outcome.Reply(reply, now), now));
    }

    @Override
    public void wake(long nanos) {
        at(now, () -> core.tick(now));
    }

    @Override
    public void refused(TestAsk ask, Refusal reason, String message) {
        throw new AssertionError(message);
    }

    @Override
    public void unknown(TestAsk ask, String message) {
        throw new AssertionError(message);
    }

    @Override
    public void resolved(Operation operation, int eventsInIt, int asks) {}

    @Override
    public void answered(Operation operation, int eventsInIt, int asks, long nanos) {}

    @Override
    public void doubtful() {}

    @Override
    public void drained() {}
}
