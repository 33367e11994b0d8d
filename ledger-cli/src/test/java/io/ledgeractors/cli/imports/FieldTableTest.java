package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests each field of a row: missing, empty, too large, not a number, and in a row that is too wide or too narrow. */
class FieldTableTest {
    private static final String OK = "ok";

    /** A valid row of history with all fields. */
    private static final List<String> VALUES =
            List.of("1", "2", "3", "4", "0", "6", "7", "8", "0", "1", "9", "0", "2024-02-29T12:00:00Z");

    private static final List<String> HEADER =
            List.of(Field.values()).stream().map(Field::wireName).toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // field | an empty one | no column | too large
                "ID               | id is missing                | ok      | 340282366920938463463374607431768211456",
                "DEBIT_ACCOUNT_ID | debit_account_id is missing  | refused | 340282366920938463463374607431768211456",
                "CREDIT_ACCOUNT_ID| credit_account_id is missing | refused | 340282366920938463463374607431768211456",
                "AMOUNT           | amount is missing            | refused | 340282366920938463463374607431768211456",
                "PENDING_ID       | ok                           | ok      | 340282366920938463463374607431768211456",
                "USER_DATA_128    | ok                           | ok      | 340282366920938463463374607431768211456",
                "USER_DATA_64     | ok                           | ok      | 18446744073709551616",
                "USER_DATA_32     | ok                           | ok      | 4294967296",
                "TIMEOUT          | ok                           | ok      | 4294967296",
                "LEDGER           | ledger is missing            | refused | 4294967296",
                "CODE             | code is missing              | refused | 65536",
                "FLAGS            | ok                           | ok      | 65536",
                "TIMESTAMP        | timestamp is missing         | ok      | 9223372036854775808",
            })
    void shouldTreatEachFieldOfATransferAlike(Field field, String empty, String noColumn, String tooLarge) {
        int place = field.ordinal();
        for (String blank : new String[] {"", " ", "\t"}) {
            assertThat(outcome(HEADER, with(VALUES, place, blank))).isEqualTo(empty);
        }
        assertThat(outcome(without(HEADER, place), without(VALUES, place))).isEqualTo(noColumn);
        for (String wrong : new String[] {tooLarge, "-1", "+1", "1.0", "1e1", "x", "'1", "\u0663", "1 0"}) {
            assertThat(outcome(HEADER, with(VALUES, place, wrong)))
                    .startsWith(field.wireName() + " '" + wrong + "' is not ");
        }
        // The field is moved to the last column, where a row that was cut off lacks it.
        List<String> header = last(HEADER, place);
        List<String> row = last(VALUES, place);
        assertThat(outcome(header, row)).isEqualTo(OK);
        assertThat(outcome(header, row.subList(0, 12)))
                .isEqualTo("12 fields instead of 13: " + field.wireName() + " is missing");
        assertThat(outcome(header, with(row, 12, row.get(12), "5"))).isEqualTo("14 fields instead of 13");
        assertThat(outcome(header, with(row, 12, row.get(12), "", " "))).isEqualTo(OK);
        assertThat(outcome(header, with(row, 12, row.get(12), "", "5"))).isEqualTo("15 fields instead of 13");
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"ID", "USER_DATA_128", "USER_DATA_64", "USER_DATA_32", "LEDGER", "CODE", "FLAGS", "TIMESTAMP"})
    void shouldTreatEachFieldOfAnAccountAlike(Field field) {
        List<Field> fields =
                List.of(Field.values()).stream().filter(RowKind.ACCOUNTS::has).toList();
        List<String> header = fields.stream().map(Field::wireName).toList();
        List<String> row = fields.stream().map(one -> VALUES.get(one.ordinal())).toList();
        int place = fields.indexOf(field);
        boolean mayBeBlank = field.name().startsWith("USER") || field == Field.FLAGS;

        assertThat(account(header, row)).isEqualTo(OK);
        assertThat(account(header, with(row, place, " ")))
                .isEqualTo(mayBeBlank ? OK : field.wireName() + " is missing");
        assertThat(account(last(header, place), last(row, place).subList(0, 7)))
                .isEqualTo("7 fields instead of 8: " + field.wireName() + " is missing");
        assertThat(account(header, with(row, 7, row.get(7), "debits_must_not_exceed_credits")))
                .isEqualTo("9 fields instead of 8");
        assertThat(account(header, with(row, place, "-1"))).startsWith(field.wireName() + " '-1' is not ");
    }

    @ParameterizedTest
    @CsvSource({
        "post_pending_transfer, amount,     amount is missing",
        "post_pending_transfer, pending_id, pending_id is missing",
        "void_pending_transfer, amount,     ok",
        "void_pending_transfer, pending_id, pending_id is missing",
        "void_pending_transfer, ledger,     ok",
        "post_pending_transfer, code,       ok",
        "balancing_debit,       amount,     amount is missing",
        "pending,               amount,     amount is missing",
    })
    void shouldLetPostsAndVoidsLeaveToThePendingTransferWhatItSays(String flag, String blank, String expected) {
        List<String> row = with(with(VALUES, Field.FLAGS.ordinal(), flag), Field.PENDING_ID.ordinal(), "77");
        assertThat(outcome(HEADER, with(row, HEADER.indexOf(blank), ""))).isEqualTo(expected);
    }

    @Test
    void shouldRejectWhatHistoryCannotHave() {
        assertThat(outcome(HEADER, with(VALUES, Field.TIMEOUT.ordinal(), "5"))).startsWith("timeout 5 is not possible");
        for (String time : new String[] {
            "0", "1969-12-31T23:59:59Z", "2262-04-12T00:00:00Z", "2024-02-29", "+12024-01-01T00:00:00Z"
        }) {
            assertThat(outcome(HEADER, with(VALUES, Field.TIMESTAMP.ordinal(), time)))
                    .startsWith("timestamp '" + time + "' is not ");
        }
        List<String> row = with(VALUES, Field.FLAGS.ordinal(), "imported").subList(0, 12);
        assertThat(outcome(HEADER.subList(0, 12), row)).isEqualTo("the flag imported needs a timestamp in each row");
        assertThat(outcome(HEADER, with(VALUES, Field.FLAGS.ordinal(), "linked")))
                .contains("linked");
    }

    @Test
    void shouldTakeRowsThatLackColumnsThatNobodyTakes() {
        List<String> header = with(HEADER, 12, "timestamp", "note", "more");
        assertThat(outcome(header, VALUES)).isEqualTo(OK);
        assertThat(outcome(header, with(VALUES, 12, VALUES.get(12), "a"))).isEqualTo(OK);
    }

    @Test
    void shouldRefuseAnIdForAllRows() {
        assertThatThrownBy(() -> new Mapping(Map.of(), Map.of(Field.ID, "5")).over(HEADER, RowKind.TRANSFERS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("id is not the same in all rows");
    }

    private static String outcome(List<String> header, List<String> row) {
        try {
            Columns columns = new Mapping(Map.of(), Map.of()).over(header, RowKind.TRANSFERS);
            Transfer transfer = new TransferRows(columns, new RowIds("")).element(new Row(1, row));
            return transfer.id().isZero() ? "no id" : OK;
        } catch (BadInputException refused) {
            return "refused";
        } catch (IllegalArgumentException rejected) {
            return String.valueOf(rejected.getMessage());
        }
    }

    private static String account(List<String> header, List<String> row) {
        try {
            Columns columns = new Mapping(Map.of(), Map.of()).over(header, RowKind.ACCOUNTS);
            Account account = new AccountRows(columns, new RowIds("")).element(new Row(1, row));
            return account.id().isZero() ? "no id" : OK;
        } catch (IllegalArgumentException rejected) {
            return String.valueOf(rejected.getMessage());
        }
    }

    private static List<String> with(List<String> row, int place, String... instead) {
        List<String> changed = new ArrayList<>(row);
        changed.remove(place);
        changed.addAll(place, List.of(instead));
        return changed;
    }

    private static List<String> without(List<String> row, int place) {
        return with(row, place);
    }

    private static List<String> last(List<String> row, int place) {
        List<String> moved = new ArrayList<>(row);
        moved.add(moved.remove(place));
        return moved;
    }
}
