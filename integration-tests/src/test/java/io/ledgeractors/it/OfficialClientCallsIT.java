package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tigerbeetle.AccountBalanceBatch;
import com.tigerbeetle.AccountBatch;
import com.tigerbeetle.AccountFilter;
import com.tigerbeetle.AccountFlags;
import com.tigerbeetle.Batch;
import com.tigerbeetle.Client;
import com.tigerbeetle.CreateAccountResult;
import com.tigerbeetle.CreateAccountResultBatch;
import com.tigerbeetle.CreateTransferResult;
import com.tigerbeetle.CreateTransferResultBatch;
import com.tigerbeetle.QueryFilter;
import com.tigerbeetle.RequestException;
import com.tigerbeetle.TransferBatch;
import com.tigerbeetle.TransferFlags;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests the official Java client 0.16.30 against {@code ./ledger start} in its own process. It makes every public call
 * of the client's class, found by reflection, and compares every field. It also opens too many sessions.
 */
class OfficialClientCallsIT {
    private static final int LEDGER = 5;
    private static final int CODE = 6;
    private static final int SESSIONS_MAX = 64;
    private static final int LONG = 8_189;
    private static final int SHORT = 1;
    /** The fields that the server sets. All others come back as they were sent. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("getTimestamp", "getDebitsPending", "getDebitsPosted", "getCreditsPending", "getCreditsPosted");

    private static ServerUnderTest server;

    private final long base = new Random().nextLong() >>> 2;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private Client client;
    private long paidAt;

    private interface Call {
        void run() throws Exception;
    }

    @BeforeAll
    static void fork() {
        server = ServerUnderTest.fork(UInt128.of(7));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // Lists the calls in the order in which they are made.
    private void listCalls() {
        calls.put("Client(byte[], String[])", () -> client = connect());
        calls.put(
                "getClusterID()",
                () -> assertThat(client.getClusterID()).isEqualTo(OfficialClients.bytes(server.cluster())));
        calls.put("createAccounts(AccountBatch)", () -> check(client.createAccounts(accounts(1, 1)), 1));
        calls.put("createAccountsAsync(AccountBatch)", () -> check(end(client.createAccountsAsync(accounts(2, 2))), 2));
        calls.put("createTransfers(TransferBatch)", () -> check(client.createTransfers(transfers(11, 11)), 11));
        calls.put(
                "createTransfersAsync(TransferBatch)",
                () -> check(end(client.createTransfersAsync(transfers(12, 12))), 12));
        calls.put("lookupAccounts(IdBatch)", () -> checkAccounts(client.lookupAccounts(ids(1, 2, 3))));
        calls.put("lookupAccountsAsync(IdBatch)", () -> checkAccounts(end(client.lookupAccountsAsync(ids(1, 2, 3)))));
        calls.put("lookupTransfers(IdBatch)", () -> checkTransfers(client.lookupTransfers(ids(11, 12, 13))));
        calls.put(
                "lookupTransfersAsync(IdBatch)",
                () -> checkTransfers(end(client.lookupTransfersAsync(ids(11, 12, 13)))));
        calls.put(
                "getAccountTransfers(AccountFilter)",
                () -> checkTransfers(client.getAccountTransfers(ofAccount(LONG))));
        calls.put(
                "getAccountTransfersAsync(AccountFilter)",
                () -> assertThat(end(client.getAccountTransfersAsync(ofAccount(SHORT)))
                                .getLength())
                        .isEqualTo(1));
        calls.put("getAccountBalances(AccountFilter)", () -> checkBalances(client.getAccountBalances(ofAccount(LONG))));
        calls.put(
                "getAccountBalancesAsync(AccountFilter)",
                () -> checkBalances(end(client.getAccountBalancesAsync(ofAccount(LONG)))));
        calls.put("queryAccounts(QueryFilter)", () -> checkAccounts(client.queryAccounts(query(LONG))));
        calls.put("queryAccountsAsync(QueryFilter)", () -> checkAccounts(end(client.queryAccountsAsync(query(LONG)))));
        calls.put("queryTransfers(QueryFilter)", () -> checkTransfers(client.queryTransfers(query(LONG))));
        calls.put(
                "queryTransfersAsync(QueryFilter)",
                () -> assertThat(end(client.queryTransfersAsync(query(SHORT))).getLength())
                        .isEqualTo(1));
        calls.put("close()", () -> {
            client.close();
            assertThatThrownBy(() -> client.lookupAccounts(ids(1))).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void shouldMakeEveryCallThatTheClientHas() throws Exception {
        listCalls();
        assertThat(calls.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(Client.class.getConstructors()), publicMethods())
                                .map(OfficialClientCallsIT::signature)
                                .collect(Collectors.toSet()));
        for (Call call : calls.values()) {
            call.run();
        }
    }

    private static Stream<Method> publicMethods() {
        return Stream.of(Client.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    private static String signature(Executable call) {
        String name = call.getName().substring(call.getName().lastIndexOf('.') + 1);
        return name
                + Stream.of(call.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Test
    void shouldEndTheClientWhoseLastReplyIsOldestWhenTheSixtyFifthRegisters() throws Exception {
        try (Client oldest = connect();
                Client victim = connect()) {
            oldest.lookupAccounts(ids(21));
            victim.lookupAccounts(ids(21));
            for (int i = 2; i < SESSIONS_MAX; i++) {
                register();
            }
            assertThat(oldest.lookupAccounts(ids(21)).getLength()).isZero();
            register();

            AccountBatch account = accounts(21);
            assertThat(oldest.createAccounts(account).getLength()).isZero();
            assertThatThrownBy(() -> victim.lookupAccounts(ids(21)))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("evicted");
            try (Client next = connect()) {
                assertThat(next.lookupAccounts(ids(21)).getLength()).isEqualTo(1);
            }
        }
    }

    // Closing frees the connection, of which an outside server has 32, but the session stays.
    private static void register() throws Exception {
        LedgerSession session =
                NativeSession.create(ClientSettings.create(server.cluster(), List.of(server.address())));
        CompletableFuture<Void> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state.isRegistered()) {
                registered.complete(null);
            }
        });
        end(registered);
        end(session.close().toCompletableFuture());
    }

    private static Client connect() {
        return OfficialClients.connect(server.cluster(), server.address());
    }

    private static <T> T end(Future<T> call) throws Exception {
        return call.get(20, TimeUnit.SECONDS);
    }

    private com.tigerbeetle.IdBatch ids(int... numbers) {
        return OfficialClients.ids(
                Arrays.stream(numbers).mapToLong(number -> base + number).toArray());
    }

    private AccountBatch accounts(int... numbers) {
        AccountBatch accounts = new AccountBatch(numbers.length);
        for (int number : numbers) {
            accounts.add();
            accounts.setId(base + number);
            accounts.setUserData128(base, 8);
            accounts.setUserData64(base);
            accounts.setUserData32(9);
            accounts.setLedger(LEDGER);
            accounts.setCode(CODE);
            accounts.setFlags(AccountFlags.HISTORY);
        }
        return accounts;
    }

    private TransferBatch transfers(int... numbers) {
        TransferBatch transfers = new TransferBatch(numbers.length);
        for (int number : numbers) {
            transfers.add();
            transfers.setId(base + number);
            transfers.setDebitAccountId(base + 1);
            transfers.setCreditAccountId(base + 2);
            transfers.setAmount(BigInteger.valueOf(number).shiftLeft(70));
            transfers.setUserData128(base, 8);
            transfers.setUserData64(base);
            transfers.setUserData32(9);
            transfers.setTimeout(3_600);
            transfers.setLedger(LEDGER);
            transfers.setCode(CODE);
            transfers.setFlags(TransferFlags.PENDING);
        }
        return transfers;
    }

    // The first event is new and the second repeats the first.
    private void check(CreateAccountResultBatch results, int number) throws Exception {
        assertThat(results.next()).as("account %d", number).isTrue();
        assertThat(results.getIndex()).isEqualTo(1);
        assertThat(results.getResult()).isEqualTo(CreateAccountResult.Exists);
        assertThat(results.next()).isFalse();
    }

    private void check(CreateTransferResultBatch results, int number) {
        assertThat(results.next()).as("transfer %d", number).isTrue();
        assertThat(results.getIndex()).isEqualTo(1);
        assertThat(results.getResult()).isEqualTo(CreateTransferResult.Exists);
        assertThat(results.next()).isFalse();
    }

    private void checkAccounts(AccountBatch found) throws Exception {
        checkFields(found, accounts(1, 2));
        found.setPosition(0);
        assertThat(found.getDebitsPending())
                .isEqualTo(BigInteger.valueOf(11 + 12).shiftLeft(70));
    }

    private void checkTransfers(TransferBatch found) throws Exception {
        checkFields(found, transfers(11, 12));
        found.setPosition(0);
        assertThat(found.getTimestamp()).isPositive();
        paidAt = found.getTimestamp();
    }

    private void checkBalances(AccountBalanceBatch found) {
        assertThat(found.getLength()).isEqualTo(2);
        found.setPosition(0);
        assertThat(found.getTimestamp()).isEqualTo(paidAt);
        assertThat(found.getDebitsPending()).isEqualTo(BigInteger.valueOf(11).shiftLeft(70));
    }

    private static <B extends Batch> void checkFields(B found, B sent) throws Exception {
        assertThat(found.getLength()).isEqualTo(sent.getLength());
        for (int i = 0; i < sent.getLength(); i++) {
            found.setPosition(i);
            sent.setPosition(i);
            assertThat(fields(found)).isEqualTo(fields(sent)).hasSizeGreaterThan(6);
        }
    }

    private static Map<String, String> fields(Batch batch) throws Exception {
        Map<String, String> fields = new TreeMap<>();
        for (Method method : batch.getClass().getDeclaredMethods()) {
            boolean isField = Modifier.isPublic(method.getModifiers())
                    && method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && !OF_THE_SERVER.contains(method.getName());
            if (isField) {
                Object value = method.invoke(batch);
                fields.put(method.getName(), value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString());
            }
        }
        return fields;
    }

    private AccountFilter ofAccount(int limit) {
        AccountFilter filter = new AccountFilter();
        filter.setAccountId(base + 1);
        filter.setUserData128(base, 8);
        filter.setUserData64(base);
        filter.setUserData32(9);
        filter.setCode(CODE);
        filter.setTimestampMin(1);
        filter.setTimestampMax(Long.MAX_VALUE - 1);
        filter.setDebits(true);
        filter.setCredits(limit == SHORT);
        filter.setReversed(limit == SHORT);
        filter.setLimit(limit);
        return filter;
    }

    private QueryFilter query(int limit) {
        QueryFilter filter = new QueryFilter();
        filter.setUserData128(base, 8);
        filter.setUserData64(base);
        filter.setUserData32(9);
        filter.setLedger(LEDGER);
        filter.setCode(CODE);
        filter.setTimestampMin(1);
        filter.setTimestampMax(Long.MAX_VALUE - 1);
        filter.setReversed(limit == SHORT);
        filter.setLimit(limit);
        return filter;
    }
}
