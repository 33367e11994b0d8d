package docs.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.LedgerSettings;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.actors.internal.gateway.access.AccessSettings;
import io.ledgeractors.model.UInt128;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the limits for callers of docs/clusters.md. */
class CallerLimitsPageIT {
    private static final Path PAGE = Path.of("../docs/clusters.md");

    private static AccessSettings settings() throws Exception {
        List<String> blocks = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains(AccessSettings.PATH))
                .toList();
        assertThat(blocks).hasSize(1);
        Config reference = ConfigFactory.defaultReference();
        Config page = ConfigFactory.parseString(blocks.get(0)).withFallback(reference);
        LedgerSettings.refuseUnknownKeys(page.getConfig(LedgerSettings.PATH), reference.getConfig(LedgerSettings.PATH));
        return AccessSettings.create(page.getConfig(AccessSettings.PATH));
    }

    @Test
    void shouldLimitCallersAsThePageSays() throws Exception {
        AccessSettings settings = settings();
        assertThat(settings.limitsOf(Set.of("ops", "web")).permission()).isEqualTo(Permission.READ_AND_WRITE);
        assertThat(settings.limitsOf(Set.of("ops")).ledgers()).isEmpty();
        assertThat(settings.limitsOf(Set.of("reports")).permission()).isEqualTo(Permission.READ);
        assertThat(settings.limitsOf(Set.of("other")).permission()).isEqualTo(Permission.NOTHING);
        for (String role : List.of("web", "kiosk")) {
            AccessLimits limits = settings.limitsOf(Set.of(role));
            assertThat(limits.permission()).isEqualTo(Permission.READ_AND_WRITE);
            assertThat(limits.ledgers()).containsExactlyInAnyOrder(700, 710);
            assertThat(limits.codes()).containsExactlyInAnyOrder(10, 20);
            assertThat(limits.amountMax()).isEqualTo(UInt128.of(100_000));
        }
    }
}
