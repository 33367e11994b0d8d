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
        assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.pageSize()).isEqualTo(1000);
        assertThat(settings.minPoll()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.maxPoll()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.readyTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldChangeOneValueAndLeaveTheOriginal() {
        LedgerStreamSettings changed = settings.withMaxEventsPerRequest(100)
                .withMaxChainWait(Duration.ofSeconds(1))
                .withMinBackoff(Duration.ofMillis(1))
                .withMaxBackoff(Duration.ofMillis(2))
                .withOverloadTimeout(Duration.ofSeconds(3))
                .withDrainTimeout(Duration.ofSeconds(4))
                .withReadyTimeout(Duration.ofSeconds(5))
                .withUnknownTimeout(Duration.ofSeconds(6))
                .withPageSize(7)
                .withMinPoll(Duration.ofMillis(8))
                .withMaxPoll(Duration.ofMillis(9));
        assertThat(changed.toString())
                .isEqualTo("LedgerStreamSettings(maxEventsPerRequest=100, maxChainWait=PT1S, minBackoff=PT0.001S,"
                        + " maxBackoff=PT0.002S, overloadTimeout=PT3S, unknownTimeout=PT6S, drainTimeout=PT4S,"
                        + " readyTimeout=PT5S, pageSize=7, minPoll=PT0.008S, maxPoll=PT0.009S)");
        assertThat(changed).isNotEqualTo(settings);
        assertThat(settings)
                .isEqualTo(LedgerStreamSettings.create(section))
                .hasSameHashCodeAs(LedgerStreamSettings.create(section));
    }

    @Test
    void shouldRefuseImpossibleValuesByName() {
        assertThatThrownBy(() -> settings.withMaxEventsPerRequest(0))
                .hasMessageContaining("ledger-actors.streams.max-events-per-request must");
        assertThatThrownBy(() -> settings.withMaxChainWait(Duration.ZERO))
                .hasMessageContaining("ledger-actors.streams.max-chain-wait must");
        assertThatThrownBy(() -> settings.withDrainTimeout(Duration.ofMillis(-1)))
                .hasMessageContaining("ledger-actors.streams.drain-timeout must");
        assertThatThrownBy(() -> settings.withMaxBackoff(Duration.ofMillis(9)))
                .hasMessageContaining("ledger-actors.streams.min-backoff must");
        assertThatThrownBy(() -> settings.withUnknownTimeout(Duration.ofMillis(-1)))
                .hasMessageContaining("ledger-actors.streams.unknown-timeout must");
        assertThatThrownBy(() -> settings.withPageSize(0)).hasMessageContaining("ledger-actors.streams.page-size must");
        assertThatThrownBy(() -> settings.withMaxPoll(Duration.ofMillis(9)))
                .hasMessageContaining("ledger-actors.streams.min-poll must");
    }

    @Test
    void shouldNameTheWholeKeyOfAValueThatIsMissingOrOfTheWrongType() {
        assertThatThrownBy(() -> LedgerStreamSettings.create(section.withoutPath("page-size")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ledger-actors.streams.page-size must be a number of objects, at least 1, but is missing");
        Config words = ConfigFactory.parseString("max-poll = often").withFallback(section);
        assertThatThrownBy(() -> LedgerStreamSettings.create(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ledger-actors.streams.max-poll must be longer than 0")
                .hasMessageEndingWith("but is \"often\"");
    }
}
