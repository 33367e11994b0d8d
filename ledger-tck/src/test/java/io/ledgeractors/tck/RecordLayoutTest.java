package io.ledgeractors.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.tck.vectors.Layout;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares section 7 of the fact sheet with the codecs of ledger-model and the layouts of the vectors. */
class RecordLayoutTest {
    @Test
    void shouldLayOutAccountsAsTheSheetSays() {
        String line = ProtocolSheet.line("- **Account** 128:");
        Map<String, Integer> sheet = ProtocolSheet.offsets(ProtocolSheet.between(line, "128: ", " Flags:"));
        assertThat(sheet).hasSize(13);
        assertThat(Constants.of(AccountCodec.class, "SIZE")).isEqualTo(sheet);
        assertThat(offsets(Layout.ACCOUNT)).isEqualTo(sheet);
        assertThat(AccountCodec.SIZE).isEqualTo(128).isEqualTo(Layout.ACCOUNT.size());
        assertThat(Constants.of(AccountFlags.class, "NONE"))
                .isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(line, "Flags:", "")));
    }

    @Test
    void shouldLayOutTransfersAsTheSheetSays() {
        String line = ProtocolSheet.line("- **Transfer** 128:");
        Map<String, Integer> sheet = ProtocolSheet.offsets(
                ProtocolSheet.between(line, "128: ", " Flags:").replace("(seconds)", ""));
        assertThat(sheet).hasSize(13);
        assertThat(Constants.of(TransferCodec.class, "SIZE")).isEqualTo(sheet);
        assertThat(offsets(Layout.TRANSFER)).isEqualTo(sheet);
        assertThat(TransferCodec.SIZE).isEqualTo(128).isEqualTo(Layout.TRANSFER.size());
        assertThat(Constants.of(TransferFlags.class, "NONE"))
                .isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(line, "Flags:", "")));
    }

    @Test
    void shouldLayOutResultsAsTheSheetSays() {
        String line = ProtocolSheet.line("- **Create result** 16:");
        Map<String, Integer> sheet = ProtocolSheet.offsets(ProtocolSheet.between(line, "16: ", " **Sparse result**"));
        assertThat(sheet).hasSize(3);
        assertThat(Constants.of(CreateAccountResultCodec.class, "SIZE")).isEqualTo(sheet);
        assertThat(Constants.of(CreateTransferResultCodec.class, "SIZE")).isEqualTo(sheet);
        assertThat(renamed(offsets(Layout.ACCOUNT_RESULT))).isEqualTo(sheet);
        assertThat(renamed(offsets(Layout.TRANSFER_RESULT))).isEqualTo(sheet);
        Map<String, Integer> sparse = ProtocolSheet.offsets(
                ProtocolSheet.between(line, "139): ", "; failures only").replace("(within its batch)", ""));
        Map<String, Integer> failure = renamed(offsets(Layout.TRANSFER_FAILURE));
        failure.remove("batch");
        assertThat(failure).isEqualTo(sparse).hasSize(2);
        assertThat(offsets(Layout.ACCOUNT_FAILURE)).isEqualTo(offsets(Layout.TRANSFER_FAILURE));
    }

    @Test
    void shouldLayOutFiltersAsTheSheetSays() {
        String account = ProtocolSheet.line("- **AccountFilter** 128:");
        Map<String, Integer> accountSheet =
                ProtocolSheet.offsets(ProtocolSheet.between(account, "128: ", ": 1 debits"));
        assertThat(accountSheet).hasSize(9);
        assertThat(Constants.of(AccountFilterCodec.class, "SIZE")).isEqualTo(accountSheet);
        assertThat(withoutReserved(Layout.ACCOUNT_FILTER)).isEqualTo(accountSheet);
        assertThat(Constants.of(AccountFilterFlags.class, "NONE"))
                .isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(account, "flags 124 u32: ", "")));
        String query = ProtocolSheet.line("- **QueryFilter** 64:");
        Map<String, Integer> querySheet = ProtocolSheet.offsets(ProtocolSheet.between(query, "64: ", ": 1 reversed"));
        assertThat(querySheet).hasSize(9);
        assertThat(Constants.of(QueryFilterCodec.class, "SIZE")).isEqualTo(querySheet);
        assertThat(withoutReserved(Layout.QUERY_FILTER)).isEqualTo(querySheet);
        assertThat(Constants.of(QueryFilterFlags.class, "NONE"))
                .isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(query, "flags 60 u32: ", ". In both")));
        Map<String, Integer> changes = ProtocolSheet.offsets(
                ProtocolSheet.between(ProtocolSheet.line("- **ChangeEventsFilter** 64:"), "64: ", ""));
        assertThat(changes).hasSize(3);
        assertThat(Constants.of(ChangeEventsFilterCodec.class, "SIZE")).isEqualTo(changes);
        assertThat(withoutReserved(Layout.CHANGE_EVENTS_FILTER)).isEqualTo(changes);
    }

    @Test
    void shouldLayOutBalancesAsTheSheetSays() {
        String line = ProtocolSheet.line("- **AccountBalance** 128:");
        Map<String, Integer> sheet = ProtocolSheet.offsets(ProtocolSheet.between(line, "128: ", " (of the transfer)"));
        assertThat(sheet).hasSize(5);
        assertThat(Constants.of(AccountBalanceCodec.class, "SIZE")).isEqualTo(sheet);
        assertThat(withoutReserved(Layout.ACCOUNT_BALANCE)).isEqualTo(sheet);
    }

    @Test
    void shouldLayOutChangeEventsAsTheSheetSays() {
        String line = ProtocolSheet.line("- **ChangeEvent** 384:");
        Map<String, Integer> sheet = new LinkedHashMap<>();
        ProtocolSheet.offsets(ProtocolSheet.between(line, "transfer: ", "; ledger"))
                .forEach((name, offset) -> sheet.put("transfer_" + name, offset));
        sheet.putAll(ProtocolSheet.offsets("ledger" + ProtocolSheet.between(line, "; ledger", "; debit account")));
        sheet.putAll(ProtocolSheet.offsets(
                ProtocolSheet.between(line, "timestamp 352", "").replaceFirst("^", "timestamp 352")));
        Map<String, Integer> part = ProtocolSheet.offsets(ProtocolSheet.between(line, "each 112: ", "; timestamp 352"));
        int debit = Integer.parseInt(ProtocolSheet.between(line, "debit account at ", ","));
        int credit = Integer.parseInt(ProtocolSheet.between(line, "credit account at ", ","));
        Map<String, Integer> codec = new LinkedHashMap<>(sheet);
        codec.put("debit_account", debit);
        codec.put("credit_account", credit);
        part.forEach((name, offset) -> {
            codec.put("account_" + name, offset);
            sheet.put("debit_account_" + name, debit + offset);
            sheet.put("credit_account_" + name, credit + offset);
        });
        assertThat(part).hasSize(10);
        assertThat(sheet).hasSize(35);
        assertThat(Constants.of(ChangeEventCodec.class, "SIZE")).isEqualTo(codec);
        assertThat(withoutReserved(Layout.CHANGE_EVENT)).isEqualTo(sheet);
    }

    private static Map<String, Integer> offsets(Layout layout) {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        layout.fields().forEach(field -> offsets.put(field.name(), field.offset()));
        return offsets;
    }

    private static Map<String, Integer> withoutReserved(Layout layout) {
        Map<String, Integer> offsets = offsets(layout);
        offsets.remove("reserved");
        return offsets;
    }

    // The files of the vectors call the number of a status its code.
    private static Map<String, Integer> renamed(Map<String, Integer> offsets) {
        offsets.put("status", offsets.remove("code"));
        return offsets;
    }
}
