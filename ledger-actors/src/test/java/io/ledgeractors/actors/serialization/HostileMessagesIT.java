package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountCommandSerializer;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A system that speaks Artery sends a node what no honest node would send. The node rejects it and lives on. */
class HostileMessagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = Integer.getInteger("ledger.mutated.messages", 100_000);
    private static final int WINDOW = 1_000;
    private static final long SEED = Long.getLong("ledger.seed", 20_261_129);

    private static final AtomicInteger EXECUTED = new AtomicInteger();

    /** Runs code of the sender when the node reads it as a Java object. */
    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            EXECUTED.incrementAndGet();
        }
    }

    private final ActorSystem<Void> node = system("pekko.loglevel = ERROR");
    private final ActorSystem<Void> hostile = system("pekko.loglevel = OFF\n"
            + ForgingSerializer.config("ledger-account", AccountCommandSerializer.class)
            + "pekko.actor.allow-java-serialization = on\n"
            + "pekko.actor.warn-about-java-serializer-usage = off\n");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private static ActorSystem<Void> system(String config) {
        Config all = ConfigFactory.parseString(config).withFallback(ConfigFactory.load("cluster-test"));
        return ActorSystem.create(Behaviors.empty(), "hostile", all);
    }

    @AfterEach
    void stop() {
        List.of(hostile, node).forEach(system -> {
            system.terminate();
            get(system.getWhenTerminated());
        });
    }

    @Test
    void shouldRejectForgedCommandsAndServeOthers() {
        System.out.println("forged commands from seed " + SEED);
        Cluster cluster = Cluster.get(node);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Accounts accounts = Accounts.get(node);
        assertThat(balance(accounts, 1).orThrow()).isEmpty();
        Logger log = (Logger) LoggerFactory.getLogger(RejectedMessages.class);
        log.setAdditive(false);
        lines.start();
        log.addAppender(lines);
        try {
            send();
        } finally {
            log.detachAppender(lines);
            log.setAdditive(true);
        }
        assertThat(lines.list).hasSizeBetween(1, 5);
        assertThat(EXECUTED).hasValue(0);
        assertThat(get(Ledger.get(node)
                                .ask(LedgerRequest.queryAccounts(
                                        QueryFilter.builder().build())))
                        .orThrow())
                .isEmpty();
    }

    private void send() {
        ActorRef<Object> region = region();
        byte[] honest = honest();
        Random random = new Random(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = honest.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            region.tell(new ShardingEnvelope<>("1", new Forged("account.open/1", bytes)));
            if (i % WINDOW == 0) {
                region.tell(new ShardingEnvelope<>("1", new Gadget()));
                // Pekko drops messages that overflow its queue, so the sender waits until the node is through.
                awaitRegion(region);
            }
        }
        awaitRegion(region);
    }

    @Test
    void shouldKeepItsEntitiesWhenARegionGetsWhatIsNoCommandForAnAccount() {
        Cluster cluster = Cluster.get(node);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Accounts accounts = Accounts.get(node);
        assertThat(balance(accounts, 1).orThrow()).isEmpty();
        ActorRef<Object> region = region();
        Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        log.addAppender(lines);
        try {
            region.tell("a text");
            region.tell(new ShardingEnvelope<>("1", "a text"));
            region.tell(new ShardingEnvelope<>("no account", new Forged("account.open/1", honest())));
            awaitRegion(region);
            assertThat(balance(accounts, 1).orThrow()).isEmpty();
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).as("nothing has failed and started again").isEmpty();
    }

    private ActorRef<Object> region() {
        String address = Cluster.get(node).selfMember().address().toString();
        return ActorRefResolver.get(hostile).resolveActorRef(address + "/system/sharding/ledger-account");
    }

    private byte[] honest() {
        AccountEntity.Open open =
                new AccountEntity.Open(1, 1, 0, UserData.NONE, node.<CreateAccountsReply>deadLetters());
        return new MessageBytes(node).serializer(open).toBinary(open);
    }

    private static void awaitRegion(ActorRef<?> region) {
        get(Patterns.ask(Adapter.toClassic(region), new Identify("through"), PATIENCE));
    }

    private static LookupAccountsReply balance(Accounts accounts, long id) {
        return get(accounts.entity(UInt128.of(id)).ask(AccountEntity.GetBalance::new, PATIENCE));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
