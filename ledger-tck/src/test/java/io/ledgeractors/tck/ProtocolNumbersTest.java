package io.ledgeractors.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares numbers, names and orders of the fact sheet and of the vectors' README with ledger-model. */
class ProtocolNumbersTest {
    private static final Pattern STATUS = Pattern.compile("(?m)^\\| (?:\\d+)? ?\\| `(\\w+)` \\| (\\d+) \\|");

    @Test
    void shouldListAccountStatusesInTheOrderOfTheReadme() {
        assertThat(Arrays.stream(CreateAccountStatus.values())
                        .map(status -> status.wireName() + " " + Integer.toUnsignedString(status.code())))
                .containsExactlyElementsOf(statuses("CreateAccountStatus"))
                .hasSize(27);
        for (CreateAccountStatus status : CreateAccountStatus.values()) {
            assertThat(CreateAccountStatus.ofCode(status.code())).isSameAs(status);
        }
    }

    @Test
    void shouldListTransferStatusesInTheOrderOfTheReadme() {
        assertThat(Arrays.stream(CreateTransferStatus.values())
                        .map(status -> status.wireName() + " " + Integer.toUnsignedString(status.code())))
                .containsExactlyElementsOf(statuses("CreateTransferStatus"))
                .hasSize(68);
        for (CreateTransferStatus status : CreateTransferStatus.values()) {
            assertThat(CreateTransferStatus.ofCode(status.code())).isSameAs(status);
        }
    }

    @Test
    void shouldListStatusCodesInTheOrderOfTheSheet() {
        assertThat(Arrays.stream(CreateAccountStatus.values()).skip(1).map(CreateAccountStatus::code))
                .containsExactlyElementsOf(codes(ProtocolSheet.line("**Accounts:**")));
        assertThat(Arrays.stream(CreateTransferStatus.values()).skip(1).map(CreateTransferStatus::code))
                .containsExactlyElementsOf(codes(ProtocolSheet.line("**Transfers** (T")));
    }

    @Test
    void shouldMarkTheTransientStatusesOfTheSheet() {
        String list = ProtocolSheet.between(ProtocolSheet.line("**Transfers** (T"), "transient):", "Retired");
        List<Integer> transients = new ArrayList<>();
        Matcher matcher = Pattern.compile("(\\d+) [a-z_.0-9]+ T\\b").matcher(list);
        while (matcher.find()) {
            transients.add(Integer.valueOf(matcher.group(1)));
        }
        assertThat(Arrays.stream(CreateTransferStatus.values())
                        .filter(CreateTransferStatus::isTransient)
                        .map(CreateTransferStatus::code))
                .containsExactlyElementsOf(transients)
                .hasSize(7);
    }

    @Test
    void shouldNumberCommandsAndReasonsAsTheSheetDoes() {
        String commands = ProtocolSheet.line("Commands of a client:");
        assertThat(Constants.of(Command.class, "MAX"))
                .isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(commands, "Commands of a client: ", ". (1")));
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (EvictionReason reason : EvictionReason.values()) {
            reasons.put(reason.name().toLowerCase(Locale.ROOT), reason.code());
            assertThat(EvictionReason.ofCode(reason.code())).isSameAs(reason);
        }
        String line = ProtocolSheet.line("Eviction reasons: ");
        assertThat(reasons).isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(line, "reasons: ", ".")));
    }

    @Test
    void shouldNumberAndSizeOperationsAsTheSheetDoes() {
        int seen = 0;
        Matcher row = Pattern.compile(
                        "(?m)^\\| ([0-9 ]+) \\| ([a-z_, ]+) \\| (\\d+) -> (\\d+) \\| (plain|multi-batch) \\|")
                .matcher(Resources.text("protocol.md"));
        while (row.find()) {
            String[] codes = row.group(1).split(" ");
            String[] names = row.group(2).split(", ");
            for (int i = 0; i < codes.length; i++) {
                Operation operation = Operation.valueOf(names[i].toUpperCase(Locale.ROOT));
                assertThat(operation.code()).isEqualTo(Integer.parseInt(codes[i]));
                assertThat(operation.eventSize()).isEqualTo(Integer.parseInt(row.group(3)));
                assertThat(operation.resultSize()).isEqualTo(Integer.parseInt(row.group(4)));
                assertThat(operation.isMultiBatch()).isEqualTo(row.group(5).equals("multi-batch"));
                assertThat(operation.isCurrent()).isTrue();
                assertThat(Operation.ofCode(operation.code())).isSameAs(operation);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(9);
    }

    @Test
    void shouldNumberOldOperationsAsTheSheetDoes() {
        String line = ProtocolSheet.line("| 129..136 |");
        String[] names = ProtocolSheet.between(line, "| 129..136 | ", " (to").split(", ");
        for (int i = 0; i < names.length; i++) {
            Operation old = Operation.valueOf(names[i].toUpperCase(Locale.ROOT) + "_PLAIN");
            Operation current = Operation.valueOf(names[i].toUpperCase(Locale.ROOT));
            assertThat(old.code()).isEqualTo(129 + i);
            assertThat(old.eventSize()).isEqualTo(current.eventSize());
            assertThat(old.resultSize()).isEqualTo(current.isCreate() ? 8 : current.resultSize());
            assertThat(old.isMultiBatch()).isFalse();
            assertThat(old.isCurrent()).isFalse();
            assertThat(old.kind()).isEqualTo(current.kind());
        }
        assertThat(names).hasSize(8);
        assertThat(Operation.CREATE_ACCOUNTS_SPARSE.code()).isEqualTo(138);
        assertThat(Operation.CREATE_TRANSFERS_SPARSE.code()).isEqualTo(139);
        assertThat(Operation.CREATE_TRANSFERS_SPARSE.resultSize()).isEqualTo(8);
        assertThat(Operation.CREATE_TRANSFERS_SPARSE.isMultiBatch()).isTrue();
        assertThat(Operation.REGISTER.code()).isEqualTo(2);
        assertThat(Operation.ofCode(128)).isNull();
        assertThat(Operation.ofCode(-1)).isNull();
        assertThat(Operation.ofCode(256)).isNull();
        assertThat(Operation.values()).hasSize(20);
    }

    @Test
    void shouldNumberChangeEventsAsTheSheetDoes() {
        Map<String, Integer> types = new LinkedHashMap<>();
        for (ChangeEventType type : ChangeEventType.values()) {
            types.put(type.name().toLowerCase(Locale.ROOT), type.ordinal());
        }
        String line = ProtocolSheet.line("Order: ascending timestamp only. Types: ");
        assertThat(types).isEqualTo(ProtocolSheet.numbers(ProtocolSheet.between(line, "Types: ", ".")));
    }

    @Test
    void shouldLayOutHeadersAsTheSheetSays() {
        String common = ProtocolSheet.between(ProtocolSheet.line("Common part, 0..127:"), "0..127: ", ". Commands");
        Map<String, Integer> fields = ProtocolSheet.offsets(common);
        fields.put("frame_size", fields.remove("size"));
        assertThat(Constants.of(Header.class, "SIZE", "FRAME_MAX", "BODY_MAX", "CHECKED_FROM"))
                .isEqualTo(fields);
        assertFields(Header.PingClient.class, "| 3 `ping_client` |");
        assertFields(Header.PongClient.class, "| 4 `pong_client` |");
        assertFields(Header.Request.class, "| 5 `request` |");
        assertFields(Header.Reply.class, "| 8 `reply` |");
        assertFields(Header.Eviction.class, "| 18 `eviction` |");
        assertThat(Header.FRAME_MAX).isEqualTo(1_048_576);
        assertThat(Header.BODY_MAX).isEqualTo(1_048_320);
    }

    @Test
    void shouldWriteReleasesAsTheSheetDoes() {
        assertThat(Release.of(0, 17, 9).code()).isEqualTo(0x1109);
        assertThat(Release.CLIENT.code()).isEqualTo(0x1100);
        assertThat(Release.CLIENT_MIN.code()).isEqualTo(0x1004);
        assertThat(Release.of(0, 16, 30).code()).isEqualTo(0x101e);
        assertThat(Release.of(0, 16, 30)).hasToString("0.16.30");
    }

    private static void assertFields(Class<?> constants, String row) {
        String fields = ProtocolSheet.line(row).split("\\|")[2];
        assertThat(Constants.of(constants)).isEqualTo(ProtocolSheet.offsets(fields));
    }

    private static List<String> statuses(String type) {
        String readme = Resources.text("vectors/README.md");
        String table = ProtocolSheet.between(readme, "### " + type + ", in order of precedence", "\n#");
        List<String> statuses = new ArrayList<>();
        Matcher row = STATUS.matcher(table);
        while (row.find()) {
            statuses.add(row.group(1) + " " + row.group(2));
        }
        return statuses;
    }

    private static List<Integer> codes(String line) {
        List<Integer> codes = new ArrayList<>();
        Matcher code = Pattern.compile("[:,] (\\d+) [a-z.]")
                .matcher(line.replace(":**", ":").split("Retired")[0]);
        while (code.find()) {
            codes.add(Integer.valueOf(code.group(1)));
        }
        return codes;
    }
}
