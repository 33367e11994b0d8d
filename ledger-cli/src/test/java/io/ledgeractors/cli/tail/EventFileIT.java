package io.ledgeractors.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventType;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileIT {
    @TempDir
    Path directory;

    @Test
    void shouldGoOnBehindTheLastWholeLine() throws IOException {
        Path file = directory.resolve("events");
        assertThat(EventFile.repair(file)).isZero();
        String lines = ChangeEventJson.line(event(11)) + "\n" + ChangeEventJson.line(event(12)) + "\n";
        Files.writeString(file, lines);
        assertThat(EventFile.repair(file)).isEqualTo(12);
        for (String torn : new String[] {"{", ChangeEventJson.line(event(13))}) {
            Files.writeString(file, lines + torn);
            assertThat(EventFile.repair(file)).isEqualTo(12);
            assertThat(file).hasContent(lines);
        }
        Files.writeString(file, "{\"timestamp");
        assertThat(EventFile.repair(file)).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void shouldRefuseAFileOfSomethingElse() throws IOException {
        Path file = directory.resolve("letter");
        Files.writeString(file, "Dear all\n");
        assertThatThrownBy(() -> EventFile.repair(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no change event");
        assertThat(file).hasContent("Dear all\n");
    }

    @Test
    void shouldWriteLargeNumbersAsTexts() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ChangeEventJson.line(event(Long.MAX_VALUE)));
        assertThat(json.get("timestamp").asText()).isEqualTo("9223372036854775807");
        assertThat(json.get("timestamp").isTextual()).isTrue();
        assertThat(json.get("type").asText()).isEqualTo("two_phase_pending");
        assertThat(json.get("ledger").asLong()).isEqualTo(4_294_967_295L);
        assertThat(json.at("/transfer/amount").asText()).isEqualTo(UInt128.MAX.toString());
        assertThat(json.at("/debit_account/id").asText()).isEqualTo("2");
        assertThat(json.at("/credit_account/id").asText()).isEqualTo("3");
    }

    private static ChangeEvent event(long timestamp) {
        Transfer transfer = Transfer.builder()
                .id(UInt128.of(1))
                .amount(UInt128.MAX)
                .ledgerUnsigned(-1)
                .timestamp(timestamp)
                .build();
        return new ChangeEvent(
                ChangeEventType.TWO_PHASE_PENDING,
                timestamp,
                transfer,
                Account.builder().id(UInt128.of(2)).build(),
                Account.builder().id(UInt128.of(3)).build());
    }
}
