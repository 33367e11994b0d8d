package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportColumnsTest {
    private static final List<String> HEADER = List.of("from", "to", "value", "code", "when", "what");
    private static final Mapping MAPPING = new Mapping(
            Map.of(
                    Field.DEBIT_ACCOUNT_ID, "from",
                    Field.CREDIT_ACCOUNT_ID, "to",
                    Field.AMOUNT, "value",
                    Field.TIMESTAMP, "when",
                    Field.FLAGS, "what"),
            Map.of(Field.LEDGER, "4294967295"));

    private final Columns columns = MAPPING.over(HEADER, RowKind.TRANSFERS);

    @Test
    void shouldReadMappedColumnsNamedOnesAndValuesForAll() {
        List<String> row = row("1", " 2 ", "340282366920938463463374607431768211455", "65535", "7", "");
        assertThat(columns.u128(row, Field.DEBIT_ACCOUNT_ID)).isEqualTo(UInt128.of(1));
        assertThat(columns.u128(row, Field.CREDIT_ACCOUNT_ID)).isEqualTo(UInt128.of(2));
        assertThat(columns.amount(row)).isEqualTo(UInt128.MAX);
        assertThat(columns.u32(row, Field.LEDGER)).isEqualTo(-1);
        assertThat(columns.u16(row, Field.CODE)).isEqualTo(65_535);
        assertThat(columns.timestamp(row)).isEqualTo(7);
        assertThat(columns.u64(row, Field.USER_DATA_64)).isZero();
        assertThat(columns.has(Field.ID)).isFalse();
    }

    @Test
    void shouldReadTimesAndNamesOfFlags() {
        List<String> row = row("1", "2", "3", "4", "1970-01-01T00:00:01.5Z", "pending | closing_debit");
        assertThat(columns.timestamp(row)).isEqualTo(1_500_000_000L);
        assertThat(columns.flags(row, Map.of("pending", 2, "closing_debit", 64)))
                .isEqualTo(66);
    }

    @Test
    void shouldTellWhatIsWrongWithARow() {
        List<String> row = row("-1", "0x1", "1.5", "65536", "yesterday", "urgent");
        assertThatThrownBy(() -> columns.u128(row, Field.DEBIT_ACCOUNT_ID))
                .hasMessageContaining("debit_account_id '-1'");
        assertThatThrownBy(() -> columns.u128(row, Field.CREDIT_ACCOUNT_ID)).hasMessageContaining("'0x1'");
        assertThatThrownBy(() -> columns.amount(row)).hasMessageContaining("amount '1.5'");
        assertThatThrownBy(() -> columns.u16(row, Field.CODE)).hasMessageContaining("below 65536");
        assertThatThrownBy(() -> columns.timestamp(row)).hasMessageContaining("'yesterday'");
        assertThatThrownBy(() -> columns.flags(row, Map.of("pending", 2))).hasMessageContaining("pending");
        assertThatThrownBy(() -> columns.requireWidth(List.of("1", "2"))).hasMessageContaining("2 fields instead of 6");
    }

    @Test
    void shouldRefuseMappingsThatDoNotFitTheFile() {
        assertThatThrownBy(() -> MAPPING.over(List.of("from", "to", "value", "code", "when"), RowKind.TRANSFERS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no column 'what'");
        assertThatThrownBy(() -> new Mapping(Map.of(), Map.of(Field.LEDGER, "1", Field.CODE, "1"))
                        .over(HEADER, RowKind.TRANSFERS))
                .hasMessageContaining("debit_account_id is missing")
                .hasMessageContaining("--as accounts");
        assertThatThrownBy(() -> new Mapping(Map.of(), Map.of(Field.CODE, "1")).over(HEADER, RowKind.ACCOUNTS))
                .hasMessageContaining("ledger is missing")
                .hasMessageNotContaining("--as accounts");
        assertThatThrownBy(() -> new Mapping(Map.of(Field.AMOUNT, "value"), Map.of()).over(HEADER, RowKind.ACCOUNTS))
                .hasMessageContaining("accounts have no amount");
        assertThatThrownBy(() -> new Mapping(Map.of(Field.LEDGER, "from"), Map.of(Field.LEDGER, "1"))
                        .over(HEADER, RowKind.ACCOUNTS))
                .hasMessageContaining("twice");
    }

    private static List<String> row(String... fields) {
        return List.of(fields);
    }
}
