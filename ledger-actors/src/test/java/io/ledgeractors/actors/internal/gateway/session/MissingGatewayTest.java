package io.ledgeractors.actors.internal.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewayServerMessage;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests what the log says of a node that finds no gateway. */
class MissingGatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Test
    void shouldSayOnceThatNoGatewayIsFoundAndOnceThatOneIs() {
        Logger logger = (Logger) LoggerFactory.getLogger(GatewayConnector.class);
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        ActorTestKit kit = ActorTestKit.create();
        try {
            ServiceKey<GatewayServerMessage> key = ServiceKey.create(GatewayServerMessage.class, "gateways");
            GatewayConnector connector = new GatewayConnector(
                    kit.system(),
                    GatewayConnector.Names.byAddress("node"),
                    "gate",
                    Duration.ofMillis(50),
                    key,
                    Clock.system(),
                    null,
                    "ledger-actors.dispatcher");
            LedgerSession first = connector.newSession();
            first.start(state -> {});
            Awaitility.await().atMost(PATIENCE).until(() -> log.list.size() == 1);
            assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
            assertThat(log.list.get(0).getFormattedMessage())
                    .contains("no gateway is known; start a node with cluster role gate", "its log says why");
            connector.missing(new SessionState.NoGateway("gate"));
            TestProbe<GatewayServerMessage> gateway = kit.createTestProbe();
            kit.system().receptionist().tell(Receptionist.register(key, gateway.getRef()));
            gateway.expectMessageClass(GatewayRequest.Open.class, PATIENCE);
            LedgerSession second = connector.newSession();
            second.start(state -> {});
            gateway.fishForMessage(
                    PATIENCE,
                    message -> message instanceof GatewayRequest.Open
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore());
            assertThat(log.list).hasSize(2).last().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.INFO);
                assertThat(event.getFormattedMessage())
                        .startsWith("The gateway ")
                        .endsWith(" was found.");
            });
        } finally {
            kit.shutdownTestKit();
            logger.setLevel(null);
            logger.detachAppender(log);
        }
    }
}
