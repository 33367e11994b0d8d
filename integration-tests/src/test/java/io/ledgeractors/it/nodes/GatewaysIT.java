package io.ledgeractors.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.UInt128;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Streams of many actor systems in two JVMs with little memory go through three gateways, one of which dies. With
 * {@code -Dledger.gateway.systems=100 -Dledger.gateway.transfers=1000000 -Dledger.gateway.heap=6g
 * -Dledger.gateway.minutes=20} it is a longer test. It needs that heap because Pekko's remoting keeps about 600 KiB in
 * each system for each other system of the cluster, and 50 systems share a JVM.
 */
class GatewaysIT {
    private static final int SYSTEMS = Integer.getInteger("ledger.gateway.systems", 8);
    private static final int TRANSFERS = Integer.getInteger("ledger.gateway.transfers", 160_000);
    private static final String HEAP = System.getProperty("ledger.gateway.heap", "256m");
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("ledger.gateway.minutes", 3));
    private static final int JVMS = 2;

    private final ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO);
    private final List<ActorSystem<Void>> gateways = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    // No other run has used these ids, not even on an outside server.
    private final long run = System.nanoTime() & Long.MAX_VALUE;

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        gateways.forEach(ActorSystem::terminate);
        gateways.forEach(gateway -> get(gateway.getWhenTerminated().toCompletableFuture()));
        server.close();
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private ActorSystem<Void> gateway() {
        ActorSystem<Void> gateway = ActorSystem.create(
                Behaviors.empty(),
                GatewayClients.SYSTEM,
                GatewayClients.gateway(addresses(), server.cluster().toString()));
        gateways.add(gateway);
        Cluster.get(gateway).manager().tell(Join.create(address(gateways.get(0))));
        Ledger.get(gateway).awaitReady(PATIENCE);
        return gateway;
    }

    private String addresses() {
        return server.addresses().stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static Address address(ActorSystem<?> node) {
        return Cluster.get(node).selfMember().address();
    }

    private BufferedReader clients(int number) throws IOException {
        int systems = SYSTEMS / JVMS;
        int each = TRANSFERS / SYSTEMS;
        UInt128 firstId = UInt128.of(run, 1 + (long) number * systems * each);
        return output(run(
                GatewayClients.class,
                address(gateways.get(0)).toString(),
                String.valueOf(systems),
                String.valueOf(each),
                firstId.toString(),
                PATIENCE.toString()));
    }

    private Process run(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the first line that begins like this, and shows the others. */
    private static CompletableFuture<String> line(BufferedReader output, String beginning) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith(beginning)) {
                        return line;
                    }
                    System.out.println(line);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            throw new AssertionError("the clients ended without a line '" + beginning + "'");
        });
    }

    @Test
    void shouldCarryStreamsOfManySystemsAcrossTheDeathOfAGateway() throws IOException {
        ActorSystem<Void> first = gateway();
        gateway();
        Process dies = run(
                GatewayProgram.class,
                address(first).toString(),
                addresses(),
                server.cluster().toString());
        String ready = get(line(output(dies), GatewayProgram.READY));
        Ledger ledger = Ledger.get(first);
        createAccounts(ledger);
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < JVMS; i++) {
            outputs.add(clients(i));
        }
        for (BufferedReader output : outputs) {
            get(line(output, GatewayClients.BEGUN));
        }
        dies.destroyForcibly();
        Address address = AddressFromURIString.parse(ready.substring(GatewayProgram.READY.length()));
        Cluster.get(first).manager().tell(new Down(address));
        int created = 0;
        for (BufferedReader output : outputs) {
            String done = get(line(output, GatewayClients.DONE));
            created += Integer.parseInt(done.substring(GatewayClients.DONE.length()));
        }
        int sent = TRANSFERS / SYSTEMS * (SYSTEMS / JVMS) * JVMS;
        assertThat(created).isEqualTo(sent);
        Account debited = get(ledger.lookupAccounts(List.of(GatewayClients.account(run, 1)))
                        .toCompletableFuture())
                .orThrow()
                .get(0);
        assertThat(debited.debitsPosted()).isEqualTo(UInt128.of(sent));
    }

    private void createAccounts(Ledger ledger) {
        List<Account> accounts = List.of(account(1), account(2));
        assertThat(get(ledger.createAccounts(accounts).toCompletableFuture()).orThrow())
                .extracting(CreateAccountResult::status)
                .containsOnly(CreateAccountStatus.Created);
    }

    private Account account(int number) {
        return Account.builder()
                .id(GatewayClients.account(run, number))
                .ledger(1)
                .code(1)
                .build();
    }
}
