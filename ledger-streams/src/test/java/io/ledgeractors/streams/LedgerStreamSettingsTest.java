package io.ledgeractors.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerStreamSettingsTest {
    private final Config section = ConfigFactory.defaultReference().getConfig(LedgerStreamSettings.CONFIG_PATH);
    private final LedgerStreamSettings settings = LedgerStreamSettings.create(section);

    @Test
    void shouldReadEveryKey() {
        assertThat(section.root().keySet()).hasSize(11);
        assertThat(settings.maxEventsPerRequest()).isEqualTo(8189);
        assertThat(settings.maxChainWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.minBackoff()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.maxBackoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.overloadTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.unknownTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.settleTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.pageSize()).isEqualTo(1000);
        assertThat(settings.minPoll()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.maxPoll()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.readyTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldChangeOneValueAndLeaveTheOriginal() {
        LedgerStreamSettings changed = settings.withMaxEventsPerRequest(100)
                .withMaxChainWait(Duration.ofSeconds(1))
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .withOverloadTimeout(Duration.ofSeconds(3))
                .withSettleTimeout(Duration.ofSeconds(4))
                .withReadyTimeout(Duration.ofSeconds(5))
                .withUnknownTimeout(Duration.ofSeconds(6))
                .withPageSize(7)
                .withPoll(Duration.ofMillis(8), Duration.ofMillis(9));
        assertThat(changed.toString())
                .isEqualTo("LedgerStreamSettings(maxEventsPerRequest=100, maxChainWait=PT1S, minBackoff=PT0.001S,"
                        + " maxBackoff=PT0.002S, overloadTimeout=PT3S, unknownTimeout=PT6S, settleTimeout=PT4S, readyTimeout=PT5S,"
                        + " pageSize=7, minPoll=PT0.008S, maxPoll=PT0.009S)");
        assertThat(changed).isNotEqualTo(settings);
        assertThat(settings)
                .isEqualTo(LedgerStreamSettings.create(section))
                .hasSameHashCodeAs(LedgerStreamSettings.create(section));
    }

    @Test
    void shouldRefuseImpossibleValuesByName() {
        assertThatThrownBy(() -> settings.withMaxEventsPerRequest(0)).hasMessageContaining("max-events-per-request");
        assertThatThrownBy(() -> settings.withMaxChainWait(Duration.ZERO)).hasMessageContaining("max-chain-wait");
        assertThatThrownBy(() -> settings.withSettleTimeout(Duration.ofMillis(-1)))
                .hasMessageContaining("settle-timeout");
        assertThatThrownBy(() -> settings.withBackoff(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("min-backoff");
        assertThatThrownBy(() -> settings.withUnknownTimeout(Duration.ofMillis(-1)))
                .hasMessageContaining("unknown-timeout");
        assertThatThrownBy(() -> settings.withPageSize(0)).hasMessageContaining("page-size");
        assertThatThrownBy(() -> settings.withPoll(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("min-poll");
    }
}
