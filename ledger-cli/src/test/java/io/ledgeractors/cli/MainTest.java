package io.ledgeractors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "start --help", "--version"})
    void shouldHelp(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldHaveItsOwnCommandsWithoutOtherModules() {
        run("");

        assertThat(err.toString()).contains("Missing command: import, inspect, start or tail");
    }

    @Test
    void shouldTellItsVersion() {
        run("--version");

        assertThat(out.toString())
                .startsWith("Ledger Actors 0.")
                .contains(", Java ")
                .doesNotContain("${");
    }

    @Test
    void shouldSayThatANumberIsMissingInWordsOfTheUser() {
        run("import f.csv --scale x");
        run("import f.csv --scale 1.5");
        run("import f.csv --skip 99999999999999999999");

        assertThat(err.toString())
                .contains("'--scale': 'x' is not a whole number", "'1.5' is not a whole number")
                .contains("'99999999999999999999' has too many digits")
                .doesNotContain(" int", " long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyz",
                "start",
                "start --memory --data d",
                "start --memory --addresses 1:2:3",
                "start --memory --addresses 127.0.0.1:65536",
                "start --memory --batch-size-limit 511",
                "start --memory --batch-size-limit 1048321",
                "start --memory --batch-size-limit 1MB",
                "start --memory --tail-loss ignore",
                "import f.csv --separator ab",
                "import f.csv --separator \\n",
                "import f.csv --scale 39",
                "import f.csv --scale -1",
                "import f.csv --scale x",
                "import f.csv --decimal ,",
                "import f.csv --scale 2 --decimal ;",
                "import f.csv --skip -1",
                "import f.csv --max-rate -1",
                "import f.csv --mapping amount",
                "import f.csv --mapping amount=a,amount=b",
                "import f.csv --mapping amount=a --mapping amount=b",
                "import f.csv --mapping price=a",
                "import f.csv --set ledgr=1",
                "import f.csv --file-id=",
                "import f.csv --data=",
                "start --data=",
                "inspect",
                "inspect a b",
                "inspect a --verfy",
                "tail --data=",
                "tail --memory --from yesterday",
            })
    void shouldRefuseWrongOptions(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("ledger: ").contains("--help").doesNotContain("Usage:", "ledger-actors.");
        assertThat(err.toString().lines()).hasSizeBetween(2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "help import", "import --help", "tail --help", "inspect --help"})
    void shouldExplainACommand(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).contains("Usage: ledger");
    }

    @Test
    void shouldSayInWordsOfTheCommandLineThatAClusterNeedsAddresses() {
        for (String command : new String[] {"tail --cluster 5", "tail --memory --cluster 5"}) {
            run(command);
            assertThat(err.toString()).startsWith("ledger: --cluster ID needs --addresses LIST");
        }
    }

    @Test
    void shouldNotListenForOthersUnlessTold() {
        assertThat(run("start --memory --addresses 0.0.0.0:0")).isEqualTo(2);
        assertThat(err.toString()).contains("--allow-remote").hasLineCount(1);
    }

    private int run(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
