package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests a gateway with a node that is joining, whose actors Pekko does not watch yet. */
class JoiningNodeIT {
    /** While a member is unreachable, all other nodes stay {@code Joining}. It is so within a second. */
    private static final String[] SLOW_JOINING = {
        "pekko.cluster.allow-weakly-up-members = off",
        "pekko.cluster.failure-detector { heartbeat-interval = 100 ms, acceptable-heartbeat-pause = 500 ms,"
                + " expected-response-after = 100 ms }"
    };

    private final GatewayNodes nodes = new GatewayNodes();

    private static MemberStatus seenBy(ActorSystem<?> observer, ActorSystem<?> node) {
        return StreamSupport.stream(Cluster.get(observer).state().getMembers().spliterator(), false)
                .filter(member ->
                        member.address().equals(Cluster.get(node).selfMember().address()))
                .map(Member::status)
                .findFirst()
                .orElse(MemberStatus.removed());
    }

    @Test
    void shouldServeANodeOnceItHasComeUp() {
        try (EmbeddedLedger books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                nodes) {
            ActorSystem<Void> gateway = nodes.gateway(books::newSession, SLOW_JOINING);
            Address gone = nodes.vanish(nodes.caller(SLOW_JOINING));
            Awaitility.await()
                    .atMost(GatewayNodes.PATIENCE)
                    .until(() -> !Cluster.get(gateway).state().getUnreachable().isEmpty());
            ActorSystem<Void> caller = nodes.joiningCaller("ledger-actors.gateway.lost-after = 500 ms");
            Ledger ledger = Ledger.get(caller);
            CompletionStage<MemberStatus> opened =
                    ledger.ready(GatewayNodes.PATIENCE).thenApply(session -> seenBy(gateway, caller));
            Awaitility.await()
                    .atMost(GatewayNodes.PATIENCE)
                    .until(() -> ledger.describe().contains("gateway gateways@"));
            assertThat(seenBy(gateway, caller)).isEqualTo(MemberStatus.joining());
            Cluster.get(gateway).manager().tell(new Down(gone));
            assertThat(GatewayNodes.await(opened)).isEqualTo(MemberStatus.up());
        }
    }
}
