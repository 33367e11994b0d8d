package io.ledgeractors.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LedgerPlaceTest {
    private static final Config FILE =
            ConfigFactory.parseString("ledger-actors.connection = embedded, ledger-actors.cluster.cluster-id = \"0\"");

    @Test
    void shouldNameOptionsWhereSettingsCameFromThem() {
        String message = "it has another cluster id; correct ledger-actors.cluster.cluster-id";
        Config told = LedgerPlace.cluster(ReplicaAddress.parseList("3000"), UInt128.of(5))
                .over(FILE);
        assertThat(LedgerPlace.inWordsOfOptions(message, told))
                .isEqualTo("it has another cluster id; correct --cluster");
        assertThat(LedgerPlace.inWordsOfOptions(message, FILE)).isEqualTo(message);
    }

    @Test
    void shouldTellWhetherTheLedgerIsInMemory() {
        Config file = FILE.withFallback(ConfigFactory.parseString("ledger-actors.embedded.in-memory = on"));
        assertThat(LedgerPlace.isInMemory(LedgerPlace.asConfigured().over(file)))
                .isTrue();
        assertThat(LedgerPlace.isInMemory(LedgerPlace.inMemory().over(FILE))).isTrue();
        assertThat(LedgerPlace.isInMemory(LedgerPlace.inDirectory(Path.of("d")).over(file)))
                .isFalse();
        assertThat(LedgerPlace.isInMemory(LedgerPlace.cluster(ReplicaAddress.parseList("3000"), UInt128.ZERO)
                        .over(file)))
                .isFalse();
    }
}
