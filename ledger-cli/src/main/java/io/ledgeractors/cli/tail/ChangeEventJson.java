package io.ledgeractors.cli.tail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.Transfer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Writes a change event as one line of JSON, with TigerBeetle's names. Numbers of 64 and 128 bits are strings, because
 * many readers of JSON handle numbers only up to 2^53. Smaller numbers are JSON numbers.
 */
final class ChangeEventJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ChangeEventJson() {}

    /** Returns the line of an event, without its line end. */
    static String line(ChangeEvent event) {
        StringWriter line = new StringWriter(1_024);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", Long.toUnsignedString(event.timestamp()));
            json.writeStringField("type", event.type().name().toLowerCase(Locale.ROOT));
            json.writeNumberField(
                    "ledger", Integer.toUnsignedLong(event.transfer().ledger()));
            transfer(json, event.transfer());
            account(json, "debit_account", event.debitAccount());
            account(json, "credit_account", event.creditAccount());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /**
     * Returns the timestamp in a line.
     *
     * @throws BadInputException if the line is no change event
     */
    static long timestamp(String line) {
        try {
            return Long.parseUnsignedLong(
                    new ObjectMapper().readTree(line).path("timestamp").asText());
        } catch (IOException | NumberFormatException e) {
            throw new BadInputException("its last line is no change event");
        }
    }

    private static void transfer(JsonGenerator json, Transfer transfer) throws IOException {
        json.writeObjectFieldStart("transfer");
        json.writeStringField("id", transfer.id().toString());
        json.writeStringField("amount", transfer.amount().toString());
        json.writeStringField("pending_id", transfer.pendingId().toString());
        json.writeStringField("user_data_128", transfer.userData128().toString());
        json.writeStringField("user_data_64", Long.toUnsignedString(transfer.userData64()));
        json.writeNumberField("user_data_32", Integer.toUnsignedLong(transfer.userData32()));
        json.writeNumberField("timeout", Integer.toUnsignedLong(transfer.timeout()));
        json.writeNumberField("code", transfer.code());
        json.writeNumberField("flags", transfer.flags());
        json.writeStringField("timestamp", Long.toUnsignedString(transfer.timestamp()));
        json.writeEndObject();
    }

    private static void account(JsonGenerator json, String name, Account account) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("id", account.id().toString());
        json.writeStringField("debits_pending", account.debitsPending().toString());
        json.writeStringField("debits_posted", account.debitsPosted().toString());
        json.writeStringField("credits_pending", account.creditsPending().toString());
        json.writeStringField("credits_posted", account.creditsPosted().toString());
        json.writeStringField("user_data_128", account.userData128().toString());
        json.writeStringField("user_data_64", Long.toUnsignedString(account.userData64()));
        json.writeNumberField("user_data_32", Integer.toUnsignedLong(account.userData32()));
        json.writeNumberField("code", account.code());
        json.writeNumberField("flags", account.flags());
        json.writeStringField("timestamp", Long.toUnsignedString(account.timestamp()));
        json.writeEndObject();
    }
}
