package io.ledgeractors.actors.cluster;

import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndeliveredCommandsTest {
    private static final ActorTestKit KIT = ActorTestKit.create("pekko.loglevel = OFF");

    private record Command(int number) {}

    private final org.apache.pekko.actor.ActorRef deadLetters =
            Adapter.toClassic(KIT.system()).deadLetters();
    private final TestProbe<Command> refused = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void refuse() {
        UndeliveredCommands.refuse(KIT.system(), Command.class, refused.ref()::tell);
    }

    private void tell(Object message) {
        deadLetters.tell(message, org.apache.pekko.actor.ActorRef.noSender());
    }

    @Test
    void shouldRefuseWhatIsNotDeliveredWhateverIsAroundIt() {
        tell(new Command(1));
        tell(new ShardingEnvelope<>("7", new Command(2)));
        tell(new Dropped(new ShardingEnvelope<>("7", new Command(3)), "it moves", deadLetters, deadLetters));
        tell("another message");
        refused.expectMessage(new Command(1));
        refused.expectMessage(new Command(2));
        refused.expectMessage(new Command(3));
    }

    @Test
    void shouldRefuseACommandOnceWhenArteryPublishesItTwice() {
        var events = Adapter.toClassic(KIT.system()).eventStream();
        ShardingEnvelope<Command> overflowed = new ShardingEnvelope<>("7", new Command(1));
        events.publish(new Dropped(overflowed, "the queue is full", deadLetters, deadLetters));
        events.publish(new DeadLetter(overflowed, deadLetters, deadLetters));
        tell(new Command(2));
        refused.expectMessage(new Command(1));
        refused.expectMessage(new Command(2));
    }
}
