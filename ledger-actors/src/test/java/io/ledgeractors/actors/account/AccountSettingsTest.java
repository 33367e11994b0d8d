package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountSettingsTest {
    private static AccountSettings settings(String overrides) {
        Config config = ConfigFactory.parseString(overrides).withFallback(ConfigFactory.defaultReference());
        return AccountSettings.create(config.resolve().getConfig("ledger-actors.account"));
    }

    @Test
    void shouldTakeItsDefaults() {
        assertThat(settings(""))
                .isEqualTo(new AccountSettings(
                        Duration.ofMinutes(2), 100, new PolicySettings(16, Duration.ofSeconds(3), 1_000)));
    }

    @Test
    void shouldChangeOneValueAndKeepTheOthers() {
        PolicySettings policy = settings("")
                .policy()
                .withParallelism(3)
                .withTimeout(Duration.ofSeconds(4))
                .withMaxWaiting(5);
        assertThat(settings("")
                        .withPassivateAfter(Duration.ofMinutes(1))
                        .withShards(2)
                        .withPolicy(policy))
                .isEqualTo(
                        new AccountSettings(Duration.ofMinutes(1), 2, new PolicySettings(3, Duration.ofSeconds(4), 5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passivate-after = 0 | above 0 and at most 365 days, but is PT0S",
                "passivate-after = x | above 0 and at most 365 days, but is \"x\"",
                "shards = 0 | 1 to 10000, but is 0",
                "shards = many | 1 to 10000, but is \"many\"",
                "policy = 7 | a section, but is 7",
                "policy.parallelism = 1025 | 1 to 1024, but is 1025",
                "policy.timeout = 0 | above 0 and shorter than ledger-actors.account.passivate-after, but is PT0S",
                "policy.timeout = 2 minutes | shorter than ledger-actors.account.passivate-after, PT2M, but is PT2M",
                "policy.max-waiting = 0 | at least 1, but is 0"
            })
    void shouldNameTheWholeKeyAndItsRange(String override, String range) {
        String key = override.substring(0, override.indexOf(' '));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("ledger-actors.account." + override))
                .withMessageContaining("ledger-actors.account." + key + " must be " + range);
    }
}
