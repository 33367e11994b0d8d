package docs.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the code of docs/sessions.md with the test that it shows. */
class SessionsPageTest {
    private static final Path PAGE = Path.of("../docs/sessions.md");
    private static final Path TEST = Path.of("src/test/java/docs/sessions/CountingSessionTest.java");

    @Test
    void shouldShowTheCodeThatIsCompiled() throws Exception {
        Matcher shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        Matcher compiled = Pattern.compile("// #contract\n(.*?) *// #contract\n", Pattern.DOTALL)
                .matcher(Files.readString(TEST));
        assertThat(shown.find()).isTrue();
        assertThat(compiled.find()).isTrue();
        assertThat(shown.group(1).strip()).isEqualTo(compiled.group(1).strip() + "\n}");
    }
}
