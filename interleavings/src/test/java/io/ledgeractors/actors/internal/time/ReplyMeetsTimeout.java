package io.ledgeractors.actors.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/** A reply meets the time-out of its ask. */
@JCStressTest
@Description("A stage with a time-out ends once, with the reply or with the time-out.")
@Outcome(
        id = {"reply, true", "timeout, true"},
        expect = ACCEPTABLE,
        desc = "The stage has ended, and the alarm is cancelled.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The stage did not end, or its alarm is still set.")
@State
public class ReplyMeetsTimeout {
    private final CompletableFuture<String> reply = new CompletableFuture<>();
    private Alarms.Task alarm;
    private volatile boolean isCancelled;
    private final CompletableFuture<String> result = AlarmTimeouts.within(
                    (delay, task) -> {
                        alarm = task;
                        return () -> isCancelled = true;
                    },
                    Duration.ofSeconds(1),
                    reply,
                    Runnable::run)
            .toCompletableFuture();

    @Actor
    public void ledger() {
        reply.complete("reply");
    }

    @Actor
    public void alarms() {
        alarm.ring();
    }

    @Arbiter
    public void arbiter(LZ_Result outcome) {
        outcome.r1 =
                result.isDone() ? result.exceptionally(failure -> "timeout").join() : "open";
        outcome.r2 = isCancelled;
    }
}
