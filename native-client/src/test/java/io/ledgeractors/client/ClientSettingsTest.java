package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Release;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientSettingsTest {
    private static final ReplicaAddress ADDRESS = new ReplicaAddress("127.0.0.1", 3000);

    private final ClientSettings settings = ClientSettings.create(UInt128.of(7), List.of(ADDRESS));

    @Test
    void shouldHaveDefaultsThatFitEvery017Server() {
        assertThat(settings.clusterId()).isEqualTo(UInt128.of(7));
        assertThat(settings.addresses()).containsExactly(ADDRESS);
        assertThat(settings.transport()).isEqualTo(Transport.AUTO);
        assertThat(settings.release()).isEqualTo(Release.of(0, 17, 0));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldReadAddressesInAllForms() {
        assertThat(ClientSettings.create(UInt128.ZERO, "3000, 10.0.0.1 ,10.0.0.2:4000,[::1]:5000")
                        .addresses())
                .extracting(ReplicaAddress::toString)
                .containsExactly("127.0.0.1:3000", "10.0.0.1:3001", "10.0.0.2:4000", "[::1]:5000");
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, "3000,3000"), "twice");
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, ""), "3000");
    }

    @Test
    void shouldChangeACopyOnly() {
        ClientSettings changed = settings.withTransport(Transport.NIO)
                .withRelease(Release.of(0, 16, 30))
                .withConnectTimeout(Duration.ofMillis(100))
                .withHedge(Hedge.ALWAYS)
                .withGiveUpAfter(Duration.ofSeconds(30))
                .withName("teller");
        assertThat(changed.transport()).isEqualTo(Transport.NIO);
        assertThat(changed.release()).isEqualTo(Release.of(0, 16, 30));
        assertThat(changed.connectTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(changed.hedge()).isEqualTo(Hedge.ALWAYS);
        assertThat(changed.giveUpAfter()).contains(Duration.ofSeconds(30));
        assertThat(changed.name()).isEqualTo("teller");
        assertThat(settings.hedge()).isEqualTo(Hedge.REPEAT);
        assertThat(settings.giveUpAfter()).isEmpty();
        assertThat(settings.transport()).isEqualTo(Transport.AUTO);
        assertThat(settings.name()).isEqualTo("ledger-session");
        assertThat(changed.toString()).contains("nio", "0.16.30", "always", "PT30S", "teller");
    }

    @Test
    void shouldRefuseWhatCannotWork() {
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, List.of()), "1 to 6");
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, Collections.nCopies(7, ADDRESS)), "1 to 6");
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, List.of(ADDRESS, ADDRESS)), "twice");
        assertRefused(() -> ClientSettings.create(UInt128.ZERO, List.of(new ReplicaAddress("127.0.0.1", 0))), "65535");
        assertRefused(() -> settings.withRelease(Release.of(0, 16, 3)), "0.16.4");
        assertRefused(() -> settings.withConnectTimeout(Duration.ZERO), "4500 ms");
        assertRefused(() -> settings.withConnectTimeout(Duration.ofSeconds(5)), "4500 ms");
        assertRefused(() -> settings.withGiveUpAfter(Duration.ZERO), "100 ms");
        assertRefused(() -> settings.withGiveUpAfter(Duration.ofDays(366)), "365 days");
        assertRefused(() -> settings.withName(" "), "name");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheNameOfATransport(Transport transport) {
        assertThat(Transport.parse(transport.toString())).isEqualTo(transport);
        assertRefused(() -> Transport.parse(transport.name() + "!"), "auto, io_uring, epoll or nio");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheNameOfAHedge(Hedge hedge) {
        assertThat(Hedge.parse(hedge.toString())).isEqualTo(hedge);
        assertRefused(() -> Hedge.parse("never"), "repeat or always");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String hint) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(hint);
    }
}
