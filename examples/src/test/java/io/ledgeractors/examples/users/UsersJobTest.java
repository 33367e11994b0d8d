package io.ledgeractors.examples.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Differences;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersJobTest {
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
