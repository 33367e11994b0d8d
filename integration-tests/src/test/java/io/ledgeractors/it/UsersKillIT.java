package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Creates users in a database and their accounts in a ledger, both on disk, in processes that die between the steps.
 */
class UsersKillIT {
    private static final int HALTED = 9;

    @TempDir
    Path directory;

    @Test
    void shouldAgreeWithTheForeignDatabaseAfterDyingBetweenTheSteps() {
        // Each user takes three steps: the row, the account, the note. The first run dies after a row, the
        // second after an account.
        for (int run = 1; run <= 2; run++) {
            try (ForkedLedger users = start("--halt-after", "4")) {
                assertThat(users.await()).as(users.output()).isEqualTo(HALTED);
            }
        }
        try (ForkedLedger users = start()) {
            assertThat(users.await()).as(users.output()).isZero();
            assertThat(users.output())
                    .contains("Users     20;")
                    .contains("found to exist 1")
                    .contains("holds")
                    .doesNotContain("FAILS");
        }
        try (ForkedLedger users = start()) {
            assertThat(users.await()).as(users.output()).isZero();
            assertThat(users.output()).contains("created 0, found to exist 0");
        }
    }

    private ForkedLedger start(String... more) {
        String[] command = {"users", "--users", directory.resolve("users").toString(), "--count", "20"};
        String[] ledger = ServerUnderTest.argumentsOr(directory.resolve("ledger"));
        return ForkedLedger.start(ForkedLedger.join(command, ledger), more);
    }
}
