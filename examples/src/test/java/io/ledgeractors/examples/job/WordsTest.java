package io.ledgeractors.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.examples.orders.Difference;
import io.ledgeractors.examples.users.User;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people read when something is not as it should be. */
class WordsTest {
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
    void shouldShowTheFirstTenDifferencesOfUsers() {
        List<User> noted = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> new User("user-" + number, UInt128.of(number)))
                .toList();
        List<Difference> differences =
                UsersJob.differences(noted, List.of(new User("late", UInt128.of(99))), Set.of(UInt128.of(1)));
        assertThat(differences).hasSize(12);
        assertThat(Differences.text(differences))
                .contains("12 differences, the first 10:")
                .contains("user-2: expected account 2 in the ledger, found no account")
                .contains("user-11")
                .doesNotContain("user-12", "user-1:");
        assertThat(Differences.text(differences.subList(11, 12))).contains("late: expected a note");
        assertThat(Differences.text(List.of())).isEmpty();
    }
}
