package docs.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what the script that makes certificates refuses. It refuses before it makes anything. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs a POSIX shell")
class MakeCertificatesIT {
    @TempDir
    Path directory;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.equals(Certificates.OUTPUT))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("give a directory and at least one host; see --help", "made"),
                wrong("a node is HOST[,HOST...], not ''", "made", ""),
                wrong("a node is HOST[,HOST...], not 'a,'", "made", "a,"),
                wrong("'a/b' is no host name or IP address", "made", "a/b"),
                wrong("'a b' is no host name or IP address", "made", "a b"),
                wrong("'$(a)' is no host name or IP address", "made", "$(a)"),
                wrong("'ca' cannot be the first name of a node", "made", "ca"),
                wrong("'-a' cannot be the first name of a node", "made", "-a"),
                wrong("the node a is given twice", "made", "a", "b", "a"),
                wrong("'300.1.1.1' is no IPv4 address; it has four numbers of 0 to 255", "made", "300.1.1.1"),
                wrong("'10.0.1' is no IPv4 address", "made", "a,10.0.1"),
                wrong("'10.0.0.1.2' is no IPv4 address", "made", "10.0.0.1.2"),
                wrong("'10.0.0.01' is no IPv4 address", "made", "10.0.0.01"),
                wrong("'10.0.0.1:17355' has a port; give the host alone, 10.0.0.1", "made", "10.0.0.1:17355"),
                wrong("'b:17355' has a port; give the host alone, b", "made", "a,b:17355"),
                wrong("'1::2::3' is no IPv6 address", "made", "1::2::3"),
                wrong("'1:2:3' is no IPv6 address; a host is given without a port", "made", "1:2:3"),
                wrong("'fe80::12345' is no IPv6 address", "made", "fe80::12345"),
                wrong("'a..b' is no host name", "made", "a..b"),
                wrong("'a.-b' is no host name", "made", "a.-b"),
                wrong("the first argument is the directory, but '10.0.0.1' looks like a host", "10.0.0.1", "10.0.0.2"),
                wrong("the first argument is the directory, but '10.0.0.1' looks like a host", "10.0.0.1"),
                wrong("the first argument is the directory, but 'a:17355' looks like a host", "a:17355", "b"),
                wrong("the first argument is the directory, but 'a,b' looks like a host", "a,b", "c"),
                wrong("there is no option --years; see --help", "--years", "1", "made", "a"),
                wrong("--days needs a number", "--days"),
                wrong("--days must be 1 to 3650, not 0", "--days", "0", "made", "a"),
                wrong("--days must be 1 to 3650, not 3651", "--days", "3651", "made", "a"),
                wrong("--days must be 1 to 3650, not '1.5'", "--days", "1.5", "made", "a"));
    }

    private static Arguments wrong(String message, String... arguments) {
        return Arguments.of(message, arguments);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldRefuseArgumentsThatAreWrong(String message, String... arguments) throws Exception {
        Certificates.Run run = Certificates.make(directory, arguments);
        assertThat(run.output()).startsWith("make-certificates: " + message);
        assertThat(run.status()).isEqualTo(2);
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldRefuseAPasswordThatIsMissingOrShort() throws Exception {
        for (Map<String, String> variables :
                List.of(Map.<String, String>of(), Map.of("LEDGER_STORE_PASSWORD", "short"))) {
            Certificates.Run run = Certificates.make(directory, variables, "made", "a");
            assertThat(run.output()).contains("LEDGER_STORE_PASSWORD must be set to a password of at least 6");
            assertThat(run.status()).isEqualTo(2);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToOverwriteAndToGoOnWithHalfAnAuthority() throws Exception {
        Files.createDirectory(directory.resolve("made"));
        for (String[] present : new String[][] {
            {"b.p12", "made/b.p12 exists; remove it to make a new key for b"},
            {"ca.p12", "made/ca.p12 exists, but trust.p12 beside it is missing"},
            {"trust.p12", "made/trust.p12 exists, but ca.p12 beside it is missing"}
        }) {
            Path file = directory.resolve("made").resolve(present[0]);
            Files.writeString(file, "precious");
            Certificates.Run run = Certificates.make(directory, "made", "a", "b");
            assertThat(run.output()).contains(present[1]);
            assertThat(run.status()).isEqualTo(2);
            assertThat(file).hasContent("precious");
            assertThat(files()).hasSize(1);
            Files.delete(file);
        }
    }

    @Test
    void shouldTakeHostsOfEveryKind() throws Exception {
        Files.createDirectory(directory.resolve("10.0.0.1"));
        Certificates.Run run = Certificates.make(directory, "10.0.0.1", "a.b-c,10.0.0.255,fe80::1,1:2:3:4:5:6:7:8,::1");
        assertThat(run.output()).contains("made 10.0.0.1/a.b-c.p12");
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldLeaveNothingBehindWhenKeytoolFails() throws Exception {
        Files.createDirectory(directory.resolve("made"));
        for (String name : List.of("ca.p12", "trust.p12")) {
            Files.writeString(directory.resolve("made").resolve(name), "no key store");
        }
        Certificates.Run run = Certificates.make(directory, "made", "a");
        assertThat(run.output()).contains("keytool -exportcert failed; nothing was made");
        assertThat(run.status()).isEqualTo(2);
        assertThat(files()).containsExactly("made/ca.p12", "made/trust.p12");
    }

    @Test
    void shouldRefuseAJavaHomeWithoutKeytool() throws Exception {
        Certificates.Run run = Certificates.make(
                directory,
                Map.of("LEDGER_STORE_PASSWORD", Certificates.PASSWORD, "JAVA_HOME", directory.toString()),
                "made",
                "a");
        assertThat(run.output()).contains("there is no bin/keytool in it; set it to a JDK");
        assertThat(run.status()).isEqualTo(2);
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldExplainItself() throws Exception {
        Certificates.Run run = Certificates.make(directory, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("Usage: make-certificates.sh [--days N] DIRECTORY HOST[,HOST...] ...");
    }
}
