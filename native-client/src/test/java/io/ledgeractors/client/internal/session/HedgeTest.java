package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.wire.EvictionReason;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests sessions that send the first copy of each request to a second replica too, as the official client does. */
@Timeout(10)
class HedgeTest {
    private static final UnaryOperator<SessionConfig> ALWAYS = config -> config.withHedgeAlways(true);
    private static final byte[] BODY = {1, 2, 3};

    @Test
    void shouldSendTheFirstCopyToThePrimaryAndOneOther() {
        Rig rig = Rig.registered(3, ALWAYS);
        rig.submit(BODY);
        assertThat(rig.requests(0)).containsExactly("request 1");
        assertThat(rig.requests(1).size() + rig.requests(2).size()).isEqualTo(1);
    }

    @Test
    void shouldLendTheBodyToTheFirstCopyOnly() {
        Rig rig = Rig.registered(3, ALWAYS);
        rig.submit(BODY);
        assertThat(rig.effects(SessionEffect.Send.class))
                .extracting(SessionEffect.Send::lent)
                .containsExactly(true, false);
    }

    @Test
    void shouldSendTheRegisterToASecondReplicaThatIsConnectedLater() {
        Rig rig = new Rig(3, ALWAYS);
        rig.start();
        rig.open(0);
        rig.open(1);
        rig.open(2);
        assertThat(rig.requests(0)).containsExactly("register");
        assertThat(rig.requests(1)).containsExactly("register");
        assertThat(rig.requests(2)).isEmpty();
    }

    @Test
    void shouldSendOneCopyWhereThereIsOneReplica() {
        Rig rig = Rig.registered(1, ALWAYS);
        rig.submit(BODY);
        assertThat(rig.requests(0)).containsExactly("request 1");
    }

    @Test
    void shouldSendOneCopyOtherwise() {
        Rig rig = Rig.registered(3);
        rig.submit(BODY);
        assertThat(rig.requests(0)).containsExactly("request 1");
        assertThat(rig.requests(1)).isEmpty();
        assertThat(rig.requests(2)).isEmpty();
    }

    @Test
    void shouldNotTakeTheRefusalOfTheSecondCopyForThatOfTheNextRequest() {
        Rig rig = Rig.registered(3, ALWAYS);
        rig.written(0, rig.submit(BODY));
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        OutgoingFrame good = rig.submit((byte) 9);
        rig.evict(0, EvictionReason.INVALID_REQUEST_BODY);
        assertThat(rig.outcomes())
                .as("outcomes; the late refusal is not that of the second request")
                .hasSize(1);
        rig.replyTo(0, good);
        assertThat(rig.outcomes()).hasSize(2);
    }
}
