package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ledgeractors.cli.CapturedConsole;
import io.ledgeractors.cli.SharedLedger;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.TransferFlags;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the real command imports files as banks and spreadsheets write them. */
class ImportCasesIT {
    private static final Charset UTF_16 = StandardCharsets.UTF_16LE;

    private final CapturedConsole console = new CapturedConsole();
    private final SharedLedger ledger = new SharedLedger();

    @TempDir
    Path directory;

    @BeforeEach
    void createAccounts() {
        ledger.createAccounts(3);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldRejectRowsWithMoreFieldsThanTheHeader() throws IOException {
        expect(1, load("50-wide-row/b-amount-last.csv"));
        assertThat(ledger.amounts()).containsExactly("1250", "99");
        assertThat(rejected("b-amount-last.csv"))
                .containsExactly(
                        List.of("debit_account_id", "credit_account_id", "ledger", "code", "amount", "row", "reason"),
                        List.of("1", "2", "1", "7", "1", "2", "6 fields instead of 5", "560"),
                        List.of("1", "2", "1", "7", "12", "3", "6 fields instead of 5", "50"));
        expect(1, load("50-wide-row/a-unquoted-comma.csv"));
        assertThat(ledger.amounts()).containsExactly("1250", "99", "1250");
        expect(1, load("50-wide-row/y-wide-accounts.csv"), "--as", "accounts");
        assertThat(ledger.accounts()).hasSize(3);
    }

    @Test
    void shouldNotLetAColumnWithoutANameHideASecondField() throws IOException {
        Path file = write(
                "excel.csv",
                "debit_account_id;credit_account_id;ledger;code;amount;;;",
                "1;2;1;7;1250;;;",
                "1;2;1;7;1;560;;",
                "1;2;1;7;99");
        expect(1, file, "--separator", ";");
        assertThat(ledger.amounts()).containsExactly("1250", "99");
        assertThat(reasons("excel.csv", ';')).containsExactly("6 fields instead of 5: the column #6 has no name");
        expect(1, directory.resolve("excel.csv.rejected.csv"), "--separator", ";");
        expect(1, file, "--separator", ";", "--ignore", "#5", "--mapping", "amount=#6");
        assertThat(ledger.amounts()).containsExactly("1250", "99", "560");
        Path pandas = write("unnamed.csv", ",debit_account_id,credit_account_id,ledger,code,amount,", "0,1,2,1,7,5,x");
        expect(0, pandas, "--ignore", "#7");
        assertThat(ledger.amounts()).containsExactly("1250", "99", "560", "5");
    }

    @Test
    void shouldNotPayAnAmountThatMayHaveBeenSplitAtAComma() throws IOException {
        Path file = write(
                "split.csv",
                "debit_account_id,credit_account_id,ledger,amount,code,note",
                "1,2,1,1,560,7,",
                "1,2,1,1,560,7, ,",
                "1,2,1,5,7,note,",
                "1,2,1,6,7,,",
                "1,2,1,8,7");
        expect(1, file);
        assertThat(ledger.amounts()).containsExactly("5", "6", "8");
        assertThat(reasons("split.csv", ','))
                .hasSize(2)
                .allMatch(reason -> reason.contains("may have been split at a comma"));
        expect(1, directory.resolve("split.csv.rejected.csv"));
        assertThat(ledger.amounts()).containsExactly("5", "6", "8");
    }

    @Test
    void shouldNotPayAnAmountWithDecimalsThatMayHaveBeenSplit() throws IOException {
        Path file = write(
                "decimals.csv",
                "debit_account_id,credit_account_id,ledger,amount,code,note,ref",
                "1,2,1,1,560.00,7,lunch,",
                "1,2,1,2,560,000.50,7,,,",
                "1,2,1,3,7,560.00,x,",
                "1,2,1,4.5,7,note,ref,");
        String[] used = {"--scale", "2"};
        expect(1, file, used);
        assertThat(ledger.amounts()).containsExactly("300", "450");
        Path unused = write(
                "unused.csv",
                "debit_account_id,credit_account_id,ledger,code,amount,note,ref",
                "1,2,1,7,1,560.00,lunch,",
                "1,2,1,7,2,560,000.50,,",
                "1,2,1,7,3,x,560.00,");
        expect(1, unused, used);
        assertThat(ledger.amounts()).containsExactly("300", "450", "300");
        assertThat(reasons("unused.csv", ','))
                .hasSize(2)
                .allMatch(reason -> reason.contains("may have been split at a comma"));
        expect(1, directory.resolve("unused.csv.rejected.csv"), used);
        assertThat(ledger.amounts()).containsExactly("300", "450", "300");
    }

    @Test
    void shouldSkipNoLinesOfRejectedRowsWhoseHeaderHasALineBreak() throws IOException {
        Path file = write(
                "break.csv",
                "Bank",
                "debit_account_id,credit_account_id,\"amount\nin cents\"",
                "1,2,5",
                "1,9,6",
                "1,2");
        String[] options = {"--skip", "1", "--mapping", "amount=#3", "--set", "ledger=1,code=7"};
        expect(1, file, options);
        expect(1, directory.resolve("break.csv.rejected.csv"), options);
        assertThat(ledger.amounts()).containsExactly("5");
        assertThat(reasons("break.csv.rejected.csv", ','))
                .containsExactly("credit_account_not_found", "2 fields instead of 3: amount is missing");
    }

    @Test
    void shouldSayThatSkippedLinesLeaveNoHeader() throws IOException {
        expect(2, write("short.csv", "Bank", "", "amount"), "--skip", "3");
        assertThat(console.err()).contains("--skip 3 leaves no header").doesNotContain("is empty");
        expect(2, write("empty.csv"));
        assertThat(console.err()).contains("is empty");
    }

    @Test
    void shouldSayWhatMayBeWrongWithAHeader() throws IOException {
        Path above =
                write("above.csv", "Account;DE89;;", "debit_account_id;credit_account_id;ledger;amount", "1;2;1;5");
        expect(2, above, "--separator", ";", "--set", "code=7");
        assertThat(console.err()).contains("--skip N leaves out lines above the header");
        expect(2, above, "--skip", "1", "--set", "code=7");
        assertThat(console.err()).contains("only one column: --separator");
        Path wide = write("wide.csv", "x,".repeat(2_000) + "y".repeat(9_000), "1");
        expect(2, wide);
        assertThat(console.err()).hasSizeLessThan(1_000).contains("and 1961 more");
        expectNothingWritten(above);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void shouldReadFilesWithAByteOrderMark(String charset) throws IOException {
        Path file = load("51-bom-quoted/c-bom-quoted.csv");
        Files.writeString(file, Files.readString(file), Charset.forName(charset));
        expect(0, file);
        assertThat(ledger.amounts()).containsExactly("1250");
    }

    @Test
    void shouldNotTakeABlankForAnAmount() throws IOException {
        expect(
                1,
                load("52-blank-amount/f-two-columns.csv"),
                "--separator",
                ";",
                "--mapping",
                "amount=Paid Out",
                "--set",
                "ledger=1,code=7");
        assertThat(ledger.amounts()).containsExactly("100");
        assertThat(reasons("f-two-columns.csv", ';')).containsExactly("amount is missing");
        expect(1, load("52-blank-amount/z-post-blank.csv"));
        assertThat(ledger.accounts().get(0).debitsPending().toString()).isEqualTo("900");
        Path voided = write("void.csv", "id,ledger,code,amount,flags,pending_id", "503,1,7,,void_pending_transfer,501");
        expect(0, voided, "--set", "debit_account_id=1,credit_account_id=2");
        assertThat(ledger.accounts().get(0).debitsPending().isZero()).isTrue();
    }

    @Test
    void shouldWriteNothingOfAFileThatIsNoCsv() throws IOException {
        Path file = load("53-inner-quote/g-inner-quote.csv");
        expect(2, file);
        assertThat(console.err()).contains("row 2 is no CSV").contains("line 3").doesNotContain("most likely");
        expectNothingWritten(file);
    }

    @Test
    void shouldWriteNothingOfAFileThatIsNoText() throws IOException {
        StringBuilder rows = new StringBuilder("debit_account_id,credit_account_id,ledger,code,amount,note\n");
        for (int row = 1; row <= 20_000; row++) {
            rows.append("1,2,1,7,").append(row).append(row == 19_998 ? ",caf\u00e9\n" : ",\n");
        }
        Path file = directory.resolve("latin.csv");
        Files.writeString(file, rows, StandardCharsets.ISO_8859_1);
        expect(2, file);
        assertThat(console.err()).contains("line 19999 holds bytes that are no UTF-8 (e9");
        expectNothingWritten(file);
        Files.writeString(file, rows.toString(), UTF_16);
        expect(2, file);
        assertThat(console.err()).contains("line 1 holds a NUL");
    }

    @Test
    void shouldRejectRejectedRowsAgain() throws IOException {
        expect(1, load("54-rejected-again/short.csv"));
        assertThat(ledger.amounts()).containsExactly("500");
        String name = "short.csv";
        for (int turn = 1; turn <= 3; turn++) {
            assertThat(rejected(name))
                    .containsExactly(
                            List.of(
                                    "debit_account_id",
                                    "credit_account_id",
                                    "ledger",
                                    "amount",
                                    "code",
                                    "row",
                                    "reason"),
                            List.of(
                                    "1",
                                    "2",
                                    "1",
                                    "800",
                                    "",
                                    turn == 1 ? "2" : "1",
                                    "4 fields instead of 5: code is missing"));
            expect(1, directory.resolve(name + ".rejected.csv"));
            name += ".rejected.csv";
        }
        assertThat(ledger.amounts()).containsExactly("500");
    }

    @Test
    void shouldLeaveIgnoredColumnsOut() throws IOException {
        String[] mapping = {"--mapping", "debit_account_id=from,credit_account_id=to", "--set", "ledger=1,code=7"};
        expect(0, load("55-source-id/aa-stripe-id.csv"), mapping, "--ignore", "id", "--mapping", "amount=Amount");
        expect(0, load("55-source-id/ac-timestamp.csv"), mapping, "--ignore", "timestamp");
        expect(0, load("55-source-id/ab-hledger-code.csv"), mapping);
        assertThat(ledger.amounts()).containsExactly("1500", "2500", "50", "60", "900", "100");
        assertThat(ledger.transfers())
                .allMatch(transfer -> !TransferFlags.has(transfer.flags(), TransferFlags.IMPORTED));
    }

    @Test
    void shouldRefuseHistoryThatIsNotInOrder() throws IOException {
        try (SharedLedger empty = new SharedLedger()) {
            expect(empty, 0, load("56-newest-first/accounts.csv"), "--as", "accounts");
            assertThat(empty.accounts())
                    .hasSize(2)
                    .allMatch(account -> AccountFlags.has(account.flags(), AccountFlags.IMPORTED));
            String[] set = {"--set", "debit_account_id=1,credit_account_id=2,ledger=1,code=7"};
            Path file = load("56-newest-first/newest-first.csv");
            expect(empty, 2, file, set);
            assertThat(console.err())
                    .contains("row 2 has the time 2024-05-02T00:00:00Z")
                    .contains("2024-05-03T00:00:00Z of row 1");
            assertThat(empty.transfers()).isEmpty();
            List<String> lines = Files.readAllLines(file);
            Files.write(file, List.of(lines.get(0), lines.get(3), lines.get(2), lines.get(1)));
            expect(empty, 0, file, set);
            assertThat(empty.amounts()).containsExactly("7", "6", "5");
            expect(empty, 1, load("56-newest-first/blank-time.csv"), set);
            assertThat(empty.amounts()).containsExactly("7", "6", "5", "5", "7");
            assertThat(reasons("blank-time.csv", ',')).containsExactly("timestamp is missing");
        }
    }

    @Test
    void shouldReadNoOtherAmountThanAPlainOne() throws IOException {
        expect(1, load("57-amount-forms/e-amount-forms.csv"), "--separator", ";");
        assertThat(ledger.amounts()).containsExactly("1250");
        assertThat(reasons("e-amount-forms.csv", ';')).hasSize(13).allMatch(reason -> reason.contains("amount '"));
    }

    @Test
    void shouldReadDecimalsWhenTold() throws IOException {
        String[] money = {"--separator", ";", "--scale", "2", "--decimal", ","};
        expect(1, load("57-amount-forms/e-amount-forms.csv"), money);
        assertThat(ledger.amounts()).containsExactly("1250", "125000");
        Path point = write(
                "point.csv",
                "debit_account_id,credit_account_id,ledger,code,amount",
                "1,2,1,7,12.50",
                "1,2,1,7,\"12,50\"",
                "1,2,1,7,12.505",
                "1,2,1,7,.5",
                "1,2,1,7,5.",
                "1,2,1,7,\"1,250.00\"");
        expect(1, point, "--scale", "2");
        assertThat(ledger.amounts()).containsExactly("1250", "125000", "1250");
    }

    @Test
    void shouldRefuseAColumnThatStandsTwice() throws IOException {
        Path file = load("58-twice/j-twice.csv");
        expect(2, file);
        assertThat(console.err()).contains("'amount' stands twice");
        expectNothingWritten(file);
        expect(0, file, "--ignore", "#6");
        expect(0, load("58-twice/j-twice.csv", "other.csv"), "--mapping", "amount=#6", "--file-id", "other");
        Path notes = write("n.csv", "debit_account_id,credit_account_id,ledger,code,amount,note,note", "1,2,1,7,3,a,b");
        expect(0, notes);
        assertThat(ledger.amounts()).containsExactly("10", "999", "3");
    }

    @Test
    void shouldReadVariantsOfTheSameRows() throws IOException {
        List<String> rows = List.of(
                "debit_account_id,credit_account_id,ledger,code,amount",
                "1,2,1,7,1",
                "",
                "  ",
                "1,2,1,7,2, ,",
                "\"1\",\"2\",\"1\",\"7\",\"3\"");
        write("crlf.csv", String.join("\r\n", rows) + "\r\n");
        expect(0, directory.resolve("crlf.csv"));
        write("tabs.csv", String.join("\n", rows).replace(',', '\t'));
        expect(0, directory.resolve("tabs.csv"), "--separator", "\\t");
        write(
                "above.csv",
                "Statement of \"today",
                "",
                "x,y",
                String.join("\n", rows).replace("1,2", "2,1"));
        expect(0, directory.resolve("above.csv"), "--skip", "3");
        assertThat(ledger.amounts()).containsExactly("1", "2", "3", "1", "2", "3", "1", "2", "3");

        write("header.csv", rows.get(0) + "\n");
        expect(0, directory.resolve("header.csv"));
        assertThat(console.out()).contains("Rows      0 ");
        for (String nothing : new String[] {"", "\n\n", "\ufeff"}) {
            Path empty = directory.resolve("empty.csv");
            Files.writeString(empty, nothing);
            expect(2, empty);
            assertThat(console.err()).contains("is empty");
        }
    }

    @Test
    void shouldMapColumnsWhateverTheirNames() throws IOException {
        Path file = write("names.csv", "\"from, account\",to=account,\"the \"\"amount\"\"\",#4,id", "1,2,5,7,x1");
        expect(
                0,
                file,
                "--mapping",
                "debit_account_id=from, account,credit_account_id=to=account",
                "--mapping",
                "amount=the \"amount\",code=#4",
                "--ignore",
                "id",
                "--set",
                "ledger=1");
        Path quoted = write("quoted.csv", "\"a,code=b\",\"c, d\",e", "5,1,2");
        expect(
                0,
                quoted,
                "--mapping",
                "amount=\"a,code=b\",debit_account_id=c, d,credit_account_id=e",
                "--set",
                "ledger=1,code=7");
        Path ignored = write("ignored.csv", "amount,\"id, old\",\"flags\"", "5,1,2");
        expect(
                2,
                ignored,
                "--ignore",
                "id, old",
                "--ignore",
                "\"id, old\",flags",
                "--ignore",
                "nothing",
                "--set",
                "debit_account_id=1,credit_account_id=2,ledger=1,code=7");
        assertThat(console.err()).contains("no column 'nothing' to ignore");
        assertThat(ledger.amounts()).containsExactly("5", "5");
    }

    @Test
    void shouldImportRejectedRowsWithTheSameOptionsOnceTheCauseIsGone() throws IOException {
        Path file = write("later.csv", "Bank", "@from;to;Sum", "4;1;1,5", "\t1;2;=1+1", "1;2;2", "1;5");
        String[] options = {
            "--skip",
            "1",
            "--separator",
            ";",
            "--scale",
            "2",
            "--decimal",
            ",",
            "--mapping",
            "debit_account_id=@from,credit_account_id=to,amount=Sum",
            "--set",
            "ledger=1,code=7"
        };
        expect(1, file, options);
        assertThat(Files.readAllLines(directory.resolve("later.csv.rejected.csv")))
                .first()
                .isEqualTo("'@from;to;Sum;row;reason");
        assertThat(rejected("later.csv", ';').get(2)).startsWith("'\t1", "2", "'=1+1");
        ledger.createAccounts(5);
        expect(1, directory.resolve("later.csv.rejected.csv"), options);
        assertThat(ledger.amounts()).containsExactly("200", "150");
        assertThat(reasons("later.csv.rejected.csv", ';'))
                .containsExactly(reasons("later.csv", ';').get(1), "2 fields instead of 3: amount is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger=one",
                "ledger=",
                "code=65536",
                "amount=1.5",
                "amount=-1",
                "flags=urgent",
                "flags=linked",
                "flags=imported",
                "flags=256",
                "id=5",
                "user_data_32=4294967296",
                "pending_id=x"
            })
    void shouldRefuseAValueThatNoRowCanHave(String value) throws IOException {
        Path file = write("v.csv", "debit_account_id,credit_account_id", "1,2");
        String all = "ledger=1,code=1,amount=1";
        String name = value.substring(0, value.indexOf('=') + 1);
        String set = all.contains(name) ? all.replaceFirst(name + "1", value) : all + "," + value;
        expect(2, file, "--set", set);
        expectNothingWritten(file);
    }

    private void expectNothingWritten(Path file) {
        assertThat(ledger.transfers()).isEmpty();
        assertThat(file.resolveSibling(file.getFileName() + ".rejected.csv")).doesNotExist();
        assertThat(file.resolveSibling(file.getFileName() + ".import.json")).doesNotExist();
    }

    private void expect(int code, Path file, String... options) {
        expect(ledger, code, file, options);
    }

    private void expect(int code, Path file, String[] options, String... more) {
        String[] all = java.util.stream.Stream.of(options, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
        expect(ledger, code, file, all);
    }

    private void expect(SharedLedger on, int code, Path file, String... options) {
        String[] command = {"import", file.toString(), "--addresses", on.address()};
        assertThat(console.run(command, options)).as(console.all()).isEqualTo(code);
    }

    private Path load(String name) throws IOException {
        return load(name, name.substring(name.indexOf('/') + 1));
    }

    private Path load(String name, String as) throws IOException {
        try (var in = ImportCasesIT.class.getResourceAsStream("/cases/" + name)) {
            Path file = directory.resolve(as);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    private List<List<String>> rejected(String name) throws IOException {
        return rejected(name, ',');
    }

    private List<List<String>> rejected(String name, char separator) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .ofCsvRecord(directory.resolve(name + ".rejected.csv"))) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    private List<String> reasons(String name, char separator) throws IOException {
        List<List<String>> lines = rejected(name, separator);
        int column = lines.get(0).indexOf("reason");
        return lines.stream().skip(1).map(line -> line.get(column)).toList();
    }
}
