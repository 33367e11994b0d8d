package io.ledgeractors.actors.payment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentSettingsTest {
    private static PaymentSettings settings(String overrides) {
        Config config = ConfigFactory.parseString(overrides).withFallback(ConfigFactory.defaultReference());
        return PaymentSettings.create(config.resolve().getConfig("ledger-actors.payment"), "shop", 1, 1);
    }

    @Test
    void shouldTakeItsDefaults() {
        assertThat(settings("").shards()).isEqualTo(16);
    }

    @Test
    void shouldChangeOneValueAndKeepTheOthers() {
        PaymentSettings changed = settings("")
                .withLongestDeadline(Duration.ofDays(2))
                .withSettleMargin(Duration.ofSeconds(3))
                .withMinBackoff(Duration.ofMillis(4))
                .withMaxBackoff(Duration.ofSeconds(5))
                .withPatience(Duration.ofSeconds(6))
                .withPassivateAfter(Duration.ofSeconds(7))
                .withScanAgainAfter(Duration.ofSeconds(8))
                .withShards(9);
        assertThat(changed.toString())
                .isEqualTo("PaymentSettings(name = shop, code = 1, workflow = 1, longest-deadline = PT48H,"
                        + " settle-margin = PT3S, min-backoff = PT0.004S, max-backoff = PT5S, patience = PT6S,"
                        + " passivate-after = PT7S, scan-again-after = PT8S, shards = 9)");
        assertThat(settings("").shards()).isEqualTo(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changed.withMinBackoff(Duration.ofSeconds(6)))
                .withMessageContaining("ledger-actors.payment.min-backoff must be above 0 and at most max-backoff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "longest-deadline = 366 days | above 0 and at most 365 days, but is PT8784H",
                "longest-deadline = x | above 0 and at most 365 days, but is \"x\"",
                "settle-margin = -1 | between 0 and 365 days, but is PT-0.001S",
                "settle-margin = 400000 days | between 0 and 365 days, but is",
                "min-backoff = 0 | above 0 and at most max-backoff, but is PT0S",
                "min-backoff = 6 s | above 0 and at most max-backoff, but is PT6S",
                "max-backoff = 400000 days | above 0 and at most 1 day, but is",
                "patience = 0 | above 0 and at most 365 days, but is PT0S",
                "passivate-after = 25 h | above 0 and at most 1 day, but is PT25H",
                "scan-again-after = off | above 0 and at most 1 day, but is \"off\"",
                "shards = 10001 | 1 to 10000, but is 10001",
                "shards = many | 1 to 10000, but is \"many\""
            })
    void shouldNameTheWholeKeyAndItsRange(String override, String range) {
        String key = override.substring(0, override.indexOf(' '));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("ledger-actors.payment." + override))
                .withMessageContaining("ledger-actors.payment." + key + " must be " + range);
    }
}
