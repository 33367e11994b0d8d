package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.cli.CapturedConsole;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that an import overwrites no file but its own. */
class ImportFilesIT {
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path directory;

    private Path data;
    private Path input;

    @BeforeEach
    void createLedger() throws IOException {
        data = directory.resolve("data");
        Path accounts = write("accounts.csv", "id", "1", "2");
        assertThat(run(accounts, "--as", "accounts", "--set", "ledger=1,code=1"))
                .as(console.all())
                .isZero();
        input = write("in.csv", "debit_account_id,credit_account_id,amount", "1,2,5", "1,9,6");
    }

    @Test
    void shouldRefuseFilesThatAreNotOfThisImport() throws IOException {
        Path log;
        try (var files = Files.list(data)) {
            log = files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
        Path letter = write("letter", "Dear all");
        Path json = write("json", "{}");
        Path twin =
                write("twin.csv", "debit_account_id,credit_account_id,amount,row,reason", "1,2,7,1,exceeds_credits");
        write("taken.tmp", "my notes");
        List<Path> wrong = List.of(
                input,
                Files.createSymbolicLink(directory.resolve("soft"), input),
                Files.createLink(directory.resolve("hard"), input),
                letter,
                json,
                twin,
                log,
                Files.createLink(directory.resolve("log"), log),
                Files.createSymbolicLink(directory.resolve("soft-log"), log),
                data.resolve("new"),
                data.resolve("..").resolve("data").resolve("new"),
                Files.createSymbolicLink(directory.resolve("dangling"), data.resolve("new")),
                Files.createSymbolicLink(directory.resolve("below"), data).resolve("new"),
                data,
                directory.resolve("nowhere").resolve("file"));
        for (Path file : wrong) {
            for (String option : new String[] {"--rejected", "--state"}) {
                long before = size(file);
                byte[] content = Files.isRegularFile(file) && before < 1_000 ? Files.readAllBytes(file) : new byte[0];
                assertThat(run(input, "--set", "ledger=1,code=7", option, file.toString()))
                        .as("%s %s: %s", option, file, console.all())
                        .isEqualTo(2);
                assertThat(size(file)).isEqualTo(before);
                if (content.length > 0) {
                    assertThat(file).hasBinaryContent(content);
                }
                assertThat(data.resolve("new")).doesNotExist();
            }
        }
        assertThat(run(
                        input,
                        "--set",
                        "ledger=1,code=7",
                        "--state",
                        directory.resolve("taken").toString()))
                .isEqualTo(2);
        String both = directory.resolve("both").toString();
        assertThat(run(input, "--set", "ledger=1,code=7", "--state", both, "--rejected", both))
                .isEqualTo(2);
        assertThat(directory.resolve("taken.tmp")).hasContent("my notes");

        assertThat(run(input, "--set", "ledger=1,code=7")).as(console.all()).isOne();
        assertThat(console.out()).contains("Created   1").contains("Existed   0");
    }

    @Test
    void shouldKeepWhatAnotherImportLeft() throws IOException {
        String[] shared = {
            "--set",
            "ledger=1,code=7",
            "--rejected",
            directory.resolve("rejected").toString(),
            "--state",
            directory.resolve("state").toString()
        };
        assertThat(run(input, shared)).isOne();
        String rejected = Files.readString(directory.resolve("rejected"));
        Path next = write("february.csv", "id,debit_account_id,credit_account_id,amount", "77,1,2,5");
        assertThat(run(next, shared)).isEqualTo(2);
        assertThat(console.err()).contains("in.csv").contains("--state");
        Files.delete(directory.resolve("state"));
        Path same = write("march.csv", "debit_account_id,credit_account_id,amount", "1,2,5", "1,9,7");
        assertThat(run(same, shared)).isEqualTo(2);
        assertThat(console.err()).contains("not the file of rejected rows of this import");
        assertThat(directory.resolve("rejected")).hasContent(rejected);

        assertThat(run(input, shared)).as(console.all()).isOne();
        assertThat(run(input, shared)).as(console.all()).isOne();
    }

    @Test
    void shouldKeepRejectedRowsThatWereChangedSinceAnInterruption() throws IOException {
        String[] options = {"--set", "ledger=1,code=7"};
        assertThat(run(input, options)).isOne();
        Path rejected = directory.resolve("in.csv.rejected.csv");
        Path state = directory.resolve("in.csv.import.json");
        String changed = Files.readString(rejected).replace("1,9,6", "1,9,6000000");
        interrupt(state);
        Files.writeString(rejected, changed);
        assertThat(run(input, options)).isEqualTo(2);
        assertThat(console.err()).contains("in.csv.rejected.csv: has changed").contains("move it away");
        assertThat(rejected).hasContent(changed);

        Files.move(rejected, directory.resolve("mine"));
        assertThat(run(input, options)).as(console.all()).isOne();
        assertThat(console.out()).contains("Existed   1").contains("Rejected  1");
        interrupt(state);
        assertThat(run(input, options)).as(console.all()).isOne();
        assertThat(console.out()).contains("Resumed   behind row 2");
    }

    @Test
    void shouldRefuseAStateThatNoImportWrites() throws IOException {
        String[] options = {"--set", "ledger=1,code=7"};
        assertThat(run(input, options)).isOne();
        Path state = directory.resolve("in.csv.import.json");
        String whole = Files.readString(state);
        List<String> wrong = List.of(
                "null",
                whole.replaceAll("\"row\":\\d+", "\"row\":-1"),
                whole.replaceAll("\"rejectedBytes\":\\d+", "\"rejectedBytes\":-1"),
                whole.replaceAll("\"lastId\":\"\\d+\"", "\"lastId\":\"x\""));
        for (String text : wrong) {
            Files.writeString(state, text);
            assertThat(run(input, options)).as(console.all()).isEqualTo(2);
            assertThat(console.err()).contains("is not the state of an import").hasLineCount(1);
            assertThat(state).hasContent(text);
        }
    }

    @Test
    void shouldSayOnceThatTheLedgerCannotBeInAFile() throws IOException {
        Path file = write("file", "x");
        for (Path place : List.of(file, file.resolve("below"))) {
            assertThat(console.run("import", input.toString(), "--data", place.toString(), "--set", "ledger=1,code=7"))
                    .isEqualTo(2);
            assertThat(console.err()).contains("name a").doesNotContain("cannot be used");
        }
    }

    @Test
    void shouldKeepOtherImportsOffItsFiles() throws IOException {
        Path rejected = directory.resolve("in.csv.rejected.csv");
        try (FileChannel other = FileChannel.open(rejected, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(run(input, "--set", "ledger=1,code=7")).isEqualTo(2);
            assertThat(console.err()).contains("in.csv.rejected.csv: another import writes to it");
            assertThat(rejected).isEmptyFile();
            assertThat(directory.resolve("in.csv.import.json")).doesNotExist();
        }
        assertThat(run(input, "--set", "ledger=1,code=7")).as(console.all()).isOne();
        assertThat(console.out()).contains("Created   1").contains("Existed   0");
    }

    @Test
    void shouldWriteNothingToTheLedgerIfItsFilesCannotBeWritten() {
        String tooLong = directory.resolve("x".repeat(300)).toString();
        for (String option : new String[] {"--rejected", "--state"}) {
            assertThat(run(input, "--set", "ledger=1,code=7", option, tooLong)).isEqualTo(2);
            assertThat(console.err())
                    .contains("xxx")
                    .contains("cannot be used")
                    .contains("nothing was written to the ledger")
                    .doesNotContain("Exception");
        }
        assertThat(run(input, "--set", "ledger=1,code=7")).as(console.all()).isOne();
        assertThat(console.out()).contains("Created   1").contains("Existed   0");
    }

    // Makes the state that of a run that was interrupted after its last row.
    private static void interrupt(Path state) throws IOException {
        Files.writeString(state, Files.readString(state).replace("\"isDone\":true", "\"isDone\":false"));
    }

    private int run(Path file, String... options) {
        return console.run(new String[] {"import", file.toString(), "--data", data.toString()}, options);
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    private static long size(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : -1;
    }
}
