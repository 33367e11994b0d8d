package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rules for the POMs that a build without tests does not show. */
class PomTest {
    @Test
    void shouldSkipIntegrationTestsTogetherWithOtherTests() throws Exception {
        Path root = ProjectFiles.root();
        assertThat(Files.readString(root.resolve("pom.xml")))
                .as("-DskipTests sets skipTests")
                .contains("<skipTests>false</skipTests>")
                .contains("<skipITs>${skipTests}</skipITs>");
        for (String module : ReactorModules.allListed()) {
            assertThat(Files.readString(root.resolve(module).resolve("pom.xml")))
                    .as(module)
                    .doesNotContain("skipITs", "skipTests");
        }
    }
}
