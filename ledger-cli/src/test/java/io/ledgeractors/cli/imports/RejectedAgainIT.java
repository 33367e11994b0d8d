package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.QueryAccountsReply;
import io.ledgeractors.cli.CapturedConsole;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Imports random files and their rejected rows, with the code of the command, into a ledger in memory that stays open
 * between the imports. {@code -Dledger.seed=N} repeats a run, {@code -Dledger.files=N} sets the number of files.
 */
class RejectedAgainIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int FILES = Integer.getInteger("ledger.files", 1_000);
    private static final int ROWS_MAX = 8;
    private static final int TURNS = 2;
    private static final String[] FIELDS = {
        "1",
        "2",
        "3",
        "9",
        "0",
        "",
        " ",
        "-1",
        "=1+1",
        "+7",
        "@x",
        "\t1",
        "'\t2",
        "'=1",
        "1,50",
        "a\"b",
        "x\ny",
        "1\r\n2",
        "pending",
        "\uff1d1",
        "77",
        "12.5",
        "\u00fc",
        "linked",
        "4 fields instead of 5"
    };

    private static LedgerNode node;
    private static Config config;

    /**
     * The directory is in memory if the system has such a place, because each import forces its files several times.
     */
    @TempDir(factory = InMemory.class)
    Path directory;

    /** Creates the directory for the files. */
    static final class InMemory implements TempDirFactory {
        private static final Path SHARED_MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "rejected")
                    : Files.createTempDirectory("rejected");
        }
    }

    @BeforeAll
    static void open() {
        System.out.println("seed " + SEED);
        Path root = CapturedConsole.root();
        config = LedgerPlace.inMemory()
                .over(ConfigFactory.load(
                        ConfigFactory.parseFile(root.resolve("application.conf").toFile())));
        node = LedgerNode.open(config, notice -> {});
        List<Account> accounts = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            accounts.add(Account.builder().id(UInt128.of(id)).ledger(1).code(1).build());
        }
        node.ledger().createAccounts(accounts).toCompletableFuture().join();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void shouldCreateNothingFromRejectedRowsWhileTheirCausesLast() throws IOException {
        Random random = new Random(SEED);
        int created = 0;
        int rejected = 0;
        for (int number = 1; number <= FILES; number++) {
            Path folder = Files.createDirectory(directory.resolve(String.valueOf(number)));
            Path file = folder.resolve("rows.csv");
            RandomFile made = RandomFile.of(random);
            Files.writeString(file, made.text());
            ImportSummary first = ImportJob.run(node.system(), config, made.plan(file));
            created += (int) first.created();
            rejected += (int) first.rejected();
            String before = balances();
            for (int turn = 1; turn <= TURNS; turn++) {
                List<List<String>> were = made.reasons(file);
                file = file.resolveSibling(file.getFileName() + ".rejected.csv");
                ImportSummary again = ImportJob.run(node.system(), config, made.plan(file));
                assertThat(again)
                        .as("seed %d, file %d, turn %d:%n%s", SEED, number, turn, made)
                        .isEqualTo(new ImportSummary(first.rejected(), 0, 0, 0, first.rejected()));
                assertThat(balances()).as("seed %d, file %d", SEED, number).isEqualTo(before);
                assertThat(made.reasons(file))
                        .as("seed %d, file %d, turn %d:%n%s", SEED, number, turn, made)
                        .isEqualTo(were);
            }
        }
        assertThat(created).as("seed %d", SEED).isGreaterThan(FILES / 10);
        assertThat(rejected).as("seed %d", SEED).isGreaterThan(FILES);
    }

    private static String balances() {
        QueryAccountsReply reply = node.ledger()
                .ask(LedgerRequest.queryAccounts(
                        QueryFilter.builder().limit(100).build()))
                .toCompletableFuture()
                .join();
        return reply.orThrow().toString();
    }

    /** A file whose rows are randomly right, wrong, too short or too wide. */
    private record RandomFile(List<List<String>> lines, char separator, Mapping mapping, int skip, String end) {
        static RandomFile of(Random random) {
            List<String> header = new ArrayList<>(List.of("@from", "to", "amount"));
            boolean hasFlags = random.nextBoolean();
            if (hasFlags) {
                header.add("flags");
            }
            for (String extra : new String[] {"note", "row", "reason", "-x", ""}) {
                if (random.nextInt(4) == 0) {
                    header.add(random.nextInt(header.size() + 1), extra);
                }
            }
            Map<Field, String> columns =
                    new EnumMap<>(Map.of(Field.DEBIT_ACCOUNT_ID, "@from", Field.CREDIT_ACCOUNT_ID, "to"));
            if (header.contains("row") && random.nextBoolean()) {
                columns.put(Field.USER_DATA_64, "row");
            }
            List<List<String>> lines = new ArrayList<>(List.of(header));
            for (int row = random.nextInt(ROWS_MAX); row >= 0; row--) {
                lines.add(line(header, random));
            }
            AmountForm amounts =
                    random.nextBoolean() ? AmountForm.WHOLE : new AmountForm(2, random.nextBoolean() ? '.' : ',');
            return new RandomFile(
                    lines,
                    ",;\t|".charAt(random.nextInt(4)),
                    new Mapping(columns, Map.of(Field.LEDGER, "1", Field.CODE, "7"), List.of(), amounts),
                    random.nextInt(3) == 0 ? 2 : 0,
                    random.nextBoolean() ? "\n" : "\r\n");
        }

        private static List<String> line(List<String> header, Random random) {
            List<String> line = new ArrayList<>();
            boolean isWild = random.nextInt(3) == 0;
            for (String name : header) {
                boolean isWrong = isWild && random.nextInt(3) == 0;
                line.add(
                        isWrong
                                ? any(random)
                                : switch (name) {
                                    case "@from" -> random.nextInt(8) == 0 ? "\t1" : "1";
                                    case "to" -> random.nextInt(6) == 0 ? "99" : "2";
                                    case "amount" -> String.valueOf(random.nextInt(100));
                                    case "flags" -> random.nextInt(3) == 0 ? "pending" : "";
                                    case "row" -> "5";
                                    default -> any(random);
                                });
            }
            int width = random.nextInt(4) == 0 ? random.nextInt(header.size() + 4) : header.size();
            while (line.size() < width) {
                line.add(any(random));
            }
            return line.subList(0, Math.max(1, width));
        }

        private static String any(Random random) {
            return FIELDS[random.nextInt(FIELDS.length)];
        }

        String text() {
            StringBuilder text = new StringBuilder("Bank \"X" + end + end);
            if (skip == 0) {
                text.setLength(0);
            }
            for (List<String> line : lines) {
                text.append(String.join(
                                String.valueOf(separator),
                                line.stream()
                                        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                                        .toList()))
                        .append(end);
            }
            return text.toString();
        }

        ImportPlan plan(Path file) {
            return new ImportPlan(
                    file,
                    separator,
                    skip,
                    RowKind.TRANSFERS,
                    mapping,
                    Optional.empty(),
                    file.resolveSibling(file.getFileName() + ".rejected.csv"),
                    file.resolveSibling(file.getFileName() + ".import.json"),
                    0);
        }

        // A file that equals an imported file has the same ids, and the ledger remembers that they failed.
        private static String lasting(String field) {
            return field.endsWith("_account_not_found") ? "id_already_failed" : field;
        }

        /** Returns the rejected rows of a file with their reasons, without the numbers of the rows. */
        List<List<String>> reasons(Path file) throws IOException {
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowExtraFields(true)
                    .ofCsvRecord(plan(file).rejected())) {
                List<List<String>> found = new ArrayList<>();
                List<CsvRecord> all = reader.stream().toList();
                int number = all.get(0).getFieldCount() - 2;
                all.forEach(line -> {
                    List<String> fields = new ArrayList<>(line.getFields());
                    fields.remove(number);
                    found.add(fields.stream().map(RandomFile::lasting).toList());
                });
                return found;
            }
        }
    }
}
