package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.gateway.session.GatewayConnector;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.session.LedgerSessionContract;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that a session through a gateway keeps the contract of all sessions. */
class GatewaySessionIT extends LedgerSessionContract {
    private static final GatewayNodes NODES = new GatewayNodes();
    private static EmbeddedLedger ledger;
    private static GatewayConnector connector;

    @BeforeAll
    static void start() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        NODES.gateway(ledger::newSession);
        ActorSystem<Void> caller = NODES.caller();
        connector = new GatewayConnector(
                caller,
                GatewayConnector.Names.byAddress("caller"),
                "ledger-gateway",
                Duration.ofSeconds(10),
                Gateways.key(LedgerSettings.PATH),
                Clock.system(),
                null,
                LedgerSettings.DISPATCHER);
    }

    @AfterAll
    static void stop() {
        NODES.close();
        ledger.close();
    }

    @Override
    protected LedgerSession newSession() {
        return connector.newSession();
    }
}
