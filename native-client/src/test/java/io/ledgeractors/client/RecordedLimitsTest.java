package io.ledgeractors.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgeractors.client.exception.TooMuchDataException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.tck.Resources;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the limits of the client with those of the official client, which {@code vectors/limits.json} records. The
 * file tells, byte for byte, how much the official client sends to a server for development and to another one. It also
 * tells which calls the official client refuses before it sends anything.
 */
class RecordedLimitsTest {
    private static final JsonNode LIMITS = Resources.json("vectors/limits.json");
    private static final Account ACCOUNT = Account.builder().id(UInt128.of(1)).build();
    private static final Transfer TRANSFER =
            Transfer.builder().id(UInt128.of(1)).build();

    private final FakeSession session = new FakeSession();
    private final LedgerClient client = LedgerClient.over(session);

    static Stream<Arguments> batchLimits() {
        return entries("batch_limits");
    }

    static Stream<Arguments> queryLimits() {
        return entries("query_limits");
    }

    static Stream<Arguments> emptyBatches() {
        return entries("empty_batches");
    }

    private static Stream<Arguments> entries(String part) {
        return Stream.of("development", "default")
                .flatMap(server ->
                        names(LIMITS.get(server).path(part)).map(operation -> Arguments.of(server, operation)));
    }

    private static Stream<String> names(JsonNode node) {
        Iterable<String> names = node::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    @Test
    void shouldKnowOfEveryCase() {
        assertThat(batchLimits()).hasSize(8);
        assertThat(queryLimits()).hasSize(8);
        assertThat(emptyBatches()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("batchLimits")
    void shouldSendAsManyEventsAsTheServerTakesAndNotOneMore(String server, String operation) {
        register(server);
        JsonNode recorded = LIMITS.get(server).get("batch_limits").get(operation);
        int max = recorded.get("max").asInt();
        assertSent(
                call(operation, max),
                operation,
                recorded.get("at_max").get("request_body_bytes").asInt());
        assertThat(recorded.get("one_more").get("code").asText()).isEqualTo("ERR_TOO_MUCH_DATA");
        assertRefused(call(operation, max + 1), max);
    }

    @ParameterizedTest
    @MethodSource("batchLimits")
    void shouldRefuseOneMoreEvenIfTheLimitComesAfterTheCall(String server, String operation) {
        int max =
                LIMITS.get(server).get("batch_limits").get(operation).get("max").asInt();
        CompletionStage<?> tooMany = call(operation, max + 1);
        register(server);
        assertRefused(tooMany, max);
    }

    @Test
    void shouldNameTheServersLimitToWhoAsksForMoreThanAnyServerTakes() {
        assertRefused(call("create_transfers", 20_000), 8_189);
        register("development");
        assertRefused(call("create_transfers", 20_000), 253);
    }

    @ParameterizedTest
    @MethodSource("queryLimits")
    void shouldAskForAsManyResultsAsFitAndNotOneMore(String server, String operation) {
        register(server);
        JsonNode recorded = LIMITS.get(server).get("query_limits").get(operation);
        assertThat(names(recorded)).hasSizeGreaterThanOrEqualTo(6);
        names(recorded).forEach(limit -> {
            int before = session.requests.size();
            CompletionStage<?> asked = query(operation, Integer.parseUnsignedInt(limit));
            if (recorded.get(limit).get("request_sent").asBoolean()) {
                assertThat(session.requests).as("limit %s", limit).hasSize(before + 1);
                session.nothing();
            } else {
                assertThat(recorded.get(limit).get("code").asText()).isEqualTo("ERR_TOO_MUCH_DATA");
                assertRefused(asked, 8_189);
                assertThat(session.requests).as("limit %s", limit).hasSize(before);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("emptyBatches")
    void shouldSendEmptyBatches(String server, String operation) {
        register(server);
        JsonNode recorded = LIMITS.get(server).get("empty_batches").get(operation);
        assertSent(
                call(operation, 0),
                operation,
                recorded.get("request_body_bytes").asInt());
    }

    private void register(String server) {
        JsonNode reply = LIMITS.get(server).get("register_reply");
        session.register(new Limits(reply.get("batch_size_limit").asInt()));
    }

    private void assertSent(CompletionStage<?> call, String operation, int bytes) {
        assertThat(session.requests).hasSize(1);
        assertThat(session.last().operation()).isEqualTo(Operation.valueOf(operation.toUpperCase(Locale.ROOT)));
        assertThat(session.last().body().limit()).isEqualTo(bytes);
        assertThat(Bytes.isZero(session.last().body(), 0, bytes)).isFalse();
        session.end(new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY));
        assertThat(call.toCompletableFuture()).isDone();
    }

    private void assertRefused(CompletionStage<?> call, int limit) {
        int sent = session.requests.size();
        assertThat(call.toCompletableFuture()).isCompletedExceptionally();
        assertThat(catchThrowable(() -> call.toCompletableFuture().join()).getCause())
                .isInstanceOfSatisfying(
                        TooMuchDataException.class,
                        much -> assertThat(much.limit()).isEqualTo(limit));
        assertThat(session.requests).hasSize(sent);
    }

    private CompletionStage<?> call(String operation, int events) {
        return switch (operation) {
            case "create_accounts" -> client.createAccountsAsync(Collections.nCopies(events, ACCOUNT));
            case "create_transfers" -> client.createTransfersAsync(Collections.nCopies(events, TRANSFER));
            case "lookup_accounts" -> client.lookupAccountsAsync(Collections.nCopies(events, UInt128.of(1)));
            case "lookup_transfers" -> client.lookupTransfersAsync(Collections.nCopies(events, UInt128.of(1)));
            default -> throw new AssertionError("no such operation: " + operation);
        };
    }

    private CompletionStage<?> query(String operation, int limit) {
        // The constructors are used, because builders refuse a limit of 0.
        AccountFilter account = new AccountFilter(UInt128.of(1), UInt128.ZERO, 0, 0, 0, 0, 0, limit, 3);
        QueryFilter query = new QueryFilter(UInt128.ZERO, 0, 0, 0, 0, 0, 0, limit, 0);
        return switch (operation) {
            case "get_account_transfers" -> client.getAccountTransfersAsync(account);
            case "get_account_balances" -> client.getAccountBalancesAsync(account);
            case "query_accounts" -> client.queryAccountsAsync(query);
            case "query_transfers" -> client.queryTransfersAsync(query);
            default -> throw new AssertionError("no such operation: " + operation);
        };
    }
}
