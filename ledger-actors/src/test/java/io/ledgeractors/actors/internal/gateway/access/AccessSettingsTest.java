package io.ledgeractors.actors.internal.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.LedgerSettings;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.model.UInt128;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSettingsTest {
    private static final Config REFERENCE = ConfigFactory.defaultReference();

    private static AccessSettings settings(String access) {
        Config config = ConfigFactory.parseString(AccessSettings.PATH + " { " + access + " }")
                .withFallback(REFERENCE);
        LedgerSettings.refuseUnknownKeys(
                config.getConfig(LedgerSettings.PATH), REFERENCE.getConfig(LedgerSettings.PATH));
        return AccessSettings.create(config.getConfig(AccessSettings.PATH));
    }

    @Test
    void shouldAllowEverythingByDefault() {
        AccessSettings settings = settings("");
        assertThat(settings.isUnlimited()).isTrue();
        assertThat(settings.limitsOf(Set.of())).isEqualTo(AccessLimits.NONE);
        assertThat(settings.limitsOf(Set.of("web"))).isEqualTo(AccessLimits.NONE);
        assertThat(settings("otherwise = allow").limitsOf(Set.of())).isEqualTo(AccessLimits.NONE);
    }

    @Test
    void shouldNameThePathOfAnotherLedger() {
        Config access = ConfigFactory.parseString("limits = [{ roles = [web] }], otherwise = deny");
        AccessSettings settings = AccessSettings.create("books.gateway.access", access);
        assertThat(settings.limitsOf(Set.of("web")).setting()).isEqualTo("books.gateway.access.limits[0]");
        assertThat(settings.limitsOf(Set.of()).setting()).isEqualTo("books.gateway.access");
    }

    @Test
    void shouldReadEveryLimit() {
        AccessSettings settings = settings("limits = [{ roles = [web, \"shop 2\"], read-only = on,"
                + " ledgers = [700, 4294967295], codes = [1, 65535], amount-max = \"100000\" }]");
        assertThat(settings.isUnlimited()).isFalse();
        assertThat(settings.limitsOf(Set.of("shop 2")))
                .isEqualTo(new AccessLimits(
                        "ledger-actors.gateway.access.limits[0]",
                        Permission.READ,
                        Set.of(700, -1),
                        Set.of(1, 65_535),
                        UInt128.of(100_000)));
    }

    @Test
    void shouldNotLimitWhatAnEntryLeavesOut() {
        AccessLimits limits = settings("limits = [{ roles = [web] }]").limitsOf(Set.of("web"));
        assertThat(limits)
                .isEqualTo(new AccessLimits(
                        "ledger-actors.gateway.access.limits[0]", Permission.READ_AND_WRITE, Set.of(), Set.of(), null));
        assertThat(limits.limitsFields()).isFalse();
        assertThat(settings("limits = [{ roles = [web], read-only = off, amount-max = off }]")
                        .limitsOf(Set.of("web")))
                .isEqualTo(limits);
    }

    @Test
    void shouldReadAnAmountOf128Bits() {
        assertThat(settings("limits = [{ roles = [web], amount-max = 340282366920938463463374607431768211454 }]")
                        .limitsOf(Set.of("web"))
                        .amountMax())
                .isEqualTo(UInt128.of(-1, -2));
    }

    @Test
    void shouldTakeTheFirstEntryThatNamesARoleOfTheCaller() {
        AccessSettings settings = settings("limits = [{ roles = [web, kiosk], ledgers = [1] },"
                + " { roles = [ops] }, { roles = [dc-default], read-only = on }]");
        assertThat(settings.limitsOf(Set.of("ops", "web", "dc-default")).ledgers())
                .containsExactly(1);
        assertThat(settings.limitsOf(Set.of("dc-default", "kiosk")).ledgers()).containsExactly(1);
        assertThat(settings.limitsOf(Set.of("dc-default", "ops")).permission()).isEqualTo(Permission.READ_AND_WRITE);
        assertThat(settings.limitsOf(Set.of("dc-default", "other")).permission())
                .isEqualTo(Permission.READ);
    }

    @Test
    void shouldDenyCallersThatNoEntryNamesUnlessTheyAreAllowed() {
        String entry = "limits = [{ roles = [web], read-only = on }], ";
        for (String setting : new String[] {entry, entry + "otherwise = auto", entry + "otherwise = deny"}) {
            assertThat(settings(setting).limitsOf(Set.of("job")).permission()).isEqualTo(Permission.NOTHING);
            assertThat(settings(setting).limitsOf(Set.of()).permission()).isEqualTo(Permission.NOTHING);
        }
        AccessSettings allow = settings(entry + "otherwise = allow");
        assertThat(allow.limitsOf(Set.of("job"))).isEqualTo(AccessLimits.NONE);
        assertThat(allow.limitsOf(Set.of())).isEqualTo(AccessLimits.NONE);
        assertThat(allow.limitsOf(Set.of("web")).permission()).isEqualTo(Permission.READ);
    }

    @Test
    void shouldHaveTheSameDigestsInAnyOrder() {
        Map<String, Long> digests = settings("limits = [{ roles = [a, b], ledgers = [2, 1], codes = [3, 4] }]")
                .digests();
        assertThat(settings("limits = [{ roles = [b, a], ledgers = [1, 2], codes = [4, 3], read-only = off }]")
                        .digests())
                .isEqualTo(digests);
        String first = "ledger-actors.gateway.access.limits[0].";
        assertThat(digests)
                .containsOnlyKeys(
                        "ledger-actors.gateway.access.otherwise",
                        first + "roles",
                        first + "read-only",
                        first + "ledgers",
                        first + "codes",
                        first + "amount-max");
        assertThat(settings("").digests())
                .isEqualTo(settings("otherwise = allow").digests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits = [{ roles = [c] }] | limits[0].roles",
                "limits = [{ roles = [a], read-only = on }] | limits[0].read-only",
                "limits = [{ roles = [a], ledgers = [1] }] | limits[0].ledgers",
                "limits = [{ roles = [a], codes = [1] }] | limits[0].codes",
                "limits = [{ roles = [a], amount-max = 1 }] | limits[0].amount-max",
                "limits = [{ roles = [a] }], otherwise = allow | otherwise"
            })
    void shouldHaveAnotherDigestForAnotherValue(String access, String key) {
        Map<String, Long> one = settings("limits = [{ roles = [a] }]").digests();
        Map<String, Long> other = settings(access).digests();
        assertThat(other).containsOnlyKeys(one.keySet());
        assertThat(other.keySet().stream().filter(name -> !other.get(name).equals(one.get(name))))
                .containsExactly("ledger-actors.gateway.access." + key);
    }

    @Test
    void shouldHaveAsManyDigestsAsFitIntoAMessage() {
        Map<String, Long> one = settings(entries(2_000, "")).digests();
        Map<String, Long> other = settings(entries(2_000, ", read-only = on")).digests();
        assertThat(one).hasSize(301);
        assertThat(other.get("ledger-actors.gateway.access")).isNotEqualTo(one.get("ledger-actors.gateway.access"));
    }

    private static String entries(int count, String last) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{ roles = [role" + i + "]" + (i == count - 1 ? last : "") + " }")
                .collect(Collectors.joining(", ", "limits = [", "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits = web | limits must be a list of sections with roles and limits, but is \"web\"",
                "limits = [web] | limits must be a list of sections with roles and limits, but is",
                "otherwise = maybe | otherwise must be auto, allow or deny, but is \"maybe\"",
                "otherwise = off | otherwise must be auto, allow or deny, but is",
                "otherwise = deny | otherwise = deny would deny every caller, because"
                        + " ledger-actors.gateway.access.limits is empty: add an entry for the roles of the"
                        + " callers, or leave otherwise out",
                "limit = [] | limit is no setting of Ledger Actors",
                "limits = [{ ledgers = [1] }] | limits[0].roles must be a list of one or more roles of cluster nodes,"
                        + " each with a name, but is missing",
                "limits = [{ roles = [] }] | limits[0].roles must be a list of one or more roles",
                "limits = [{ roles = web }] | limits[0].roles must be a list of one or more roles",
                "limits = [{ roles = [web, \" \"] }] | limits[0].roles must be a list of one or more roles",
                "limits = [{ roles = [a] }, { roles = [b], ledger = [1] }] | limits[1].ledger is no setting of Ledger"
                        + " Actors; the settings there are amount-max, codes, ledgers, read-only, roles",
                "limits = [{ roles = [a], ledgers { min = 1 } }] | limits[0].ledgers must be a list of one or more",
                "limits = [{ roles = [a, b] }, { roles = [c, b] }] | limits[1].roles names b, which"
                        + " ledger-actors.gateway.access.limits[0] names already",
                "limits = [{ roles = [a], read-only = maybe }] | limits[0].read-only must be on or off, but is",
                "limits = [{ roles = [a], read-only = null }] | limits[0].read-only must be on or off, but is missing",
                "limits = [{ roles = [a], ledgers = [] }] | limits[0].ledgers must be a list of one or more ledgers,"
                        + " each 1 to 4294967295, and is left out to allow all ledgers, but is []",
                "limits = [{ roles = [a], ledgers = null }] | limits[0].ledgers must be a list of one or more ledgers",
                "limits = [{ roles = [a], ledgers = [0] }] | limits[0].ledgers must be a list of one or more ledgers",
                "limits = [{ roles = [a], ledgers = [4294967296] }] | limits[0].ledgers must be",
                "limits = [{ roles = [a], ledgers = [18446744073709551617] }] | limits[0].ledgers must be",
                "limits = [{ roles = [a], ledgers = [-1] }] | limits[0].ledgers must be",
                "limits = [{ roles = [a], ledgers = [1.5] }] | limits[0].ledgers must be",
                "limits = [{ roles = [a], ledgers = 1 }] | limits[0].ledgers must be",
                "limits = [{ roles = [a], codes = [] }] | limits[0].codes must be a list of one or more codes, each 1"
                        + " to 65535, and is left out to allow all codes, but is []",
                "limits = [{ roles = [a], codes = [65536] }] | limits[0].codes must be",
                "limits = [{ roles = [a], codes = [0] }] | limits[0].codes must be",
                "limits = [{ roles = [a], amount-max = 0 }] | limits[0].amount-max must be 1 to 2^128 - 2, or off,"
                        + " but is 0",
                "limits = [{ roles = [a], amount-max = 340282366920938463463374607431768211455 }] |"
                        + " limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = 340282366920938463463374607431768211456 }] |"
                        + " limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = -1 }] | limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = 1.5 }] | limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = on }] | limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = null }] | limits[0].amount-max must be",
                "limits = [{ roles = [a], amount-max = [1] }] | limits[0].amount-max must be"
            })
    void shouldNameTheWholeKeyAndWhatItMayBe(String access, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(access))
                .withMessageContaining("ledger-actors.gateway.access." + message);
    }
}
