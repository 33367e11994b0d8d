package io.ledgeractors.testkit.internal.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

class QuietTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void shouldWaitUntilAllAreQuietAtOnce() throws Exception {
        Activity one = new Activity();
        Activity other = new Activity();
        one.begin();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Void> quiet = CompletableFuture.runAsync(() -> {
            waits.countDown();
            Quiet.await(List.of(one, other), LONG);
        });
        waits.await();
        other.begin();
        one.end();
        assertThat(quiet).isNotDone();
        one.begin();
        other.end();
        assertThat(quiet).isNotDone();
        one.end();
        quiet.join();
    }

    @Test
    void shouldSayWhatToLookForWhenItNeverGetsQuiet() {
        Activity busy = new Activity();
        busy.begin();
        assertThatIllegalStateException()
                .isThrownBy(() -> Quiet.await(List.of(busy), Duration.ofMillis(1)))
                .withMessageStartingWith("1 tasks of actors or of the ledger are still under way after PT0.001S");
    }

    @Test
    void shouldCountWhatActorsAndStreamsDo() {
        ActorTestKit kit = ActorTestKit.create(
                ConfigFactory.parseResources("ledger-testkit.conf").withFallback(ConfigFactory.load()));
        try {
            Activity activity = Activity.of(kit.system());
            AtomicInteger handled = new AtomicInteger();
            ActorRef<Integer> chain = kit.spawn(Behaviors.setup(context -> Behaviors.receiveMessage(left -> {
                handled.incrementAndGet();
                if (left > 1) {
                    context.spawnAnonymous(Behaviors.setup(child -> {
                        context.getSelf().tell(left - 1);
                        return Behaviors.stopped();
                    }));
                }
                return Behaviors.same();
            })));
            for (int round = 1; round <= 50; round++) {
                chain.tell(100);
                Quiet.await(List.of(activity), LONG);
                assertThat(handled).hasValue(100 * round);
            }
            AtomicInteger seen = new AtomicInteger();
            Source.range(1, 10_000)
                    .async()
                    .map(number -> number + 1)
                    .async()
                    .runWith(Sink.foreach(number -> seen.incrementAndGet()), Materializer.matFromSystem(kit.system()));
            Quiet.await(List.of(activity), LONG);
            assertThat(seen).hasValue(10_000);
        } finally {
            kit.shutdownTestKit();
        }
    }
}
