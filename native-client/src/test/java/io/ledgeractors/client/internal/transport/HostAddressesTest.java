package io.ledgeractors.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostAddressesTest {
    private static final InetAddress A = address(1);
    private static final InetAddress B = address(2);
    private static final InetAddress C = address(3);

    private final HostAddresses host = new HostAddresses("ledger");

    @Test
    void shouldTakeTheAddressesInTheOrderOfTheResolver() {
        assertThat(next(3, A, B, C)).containsExactly(A, B, C);
        assertThat(next(4, A, B, C)).containsExactly(A, B, C, A);
    }

    @Test
    void shouldTryEachAddressWhateverOrderTheResolverGives() {
        List<InetAddress> found = new ArrayList<>(List.of(A, B, C));
        Random random = new Random(7);
        next(3, A, B, C);
        for (int round = 0; round < 100; round++) {
            List<InetAddress> tried = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                Collections.shuffle(found, random);
                tried.add(host.next(found));
            }
            assertThat(tried).containsExactly(A, B, C);
        }
    }

    @Test
    void shouldPreferAnAddressThatIsNew() {
        assertThat(next(2, A, B)).containsExactly(A, B);
        assertThat(next(2, A, B, C)).containsExactly(C, A);
    }

    @Test
    void shouldForgetAddressesThatTheNameHasLost() {
        next(2, A, B);
        host.failed(A, "refused");
        host.failed(B, "refused");
        assertThat(next(2, C)).containsExactly(C, C);
        assertThat(host.failed(C, "timed out")).isEqualTo("10.0.0.3: timed out");
        assertThat(next(1, B, A)).containsExactly(B);
    }

    @Test
    void shouldGiveTheCauseOfEachAddressInASteadyText() {
        next(2, A, B);
        assertThat(host.failed(A, "refused by /10.0.0.1:3000")).isEqualTo("refused by /10.0.0.1:3000");
        String both = "refused by /10.0.0.1:3000; 10.0.0.2: timed out";
        assertThat(host.failed(B, "timed out")).isEqualTo(both);
        assertThat(host.failed(A, "refused by /10.0.0.1:3000")).isEqualTo(both);
        assertThat(host.failed(B, "timed out")).isEqualTo(both);
        host.opened();
        assertThat(host.failed(B, "timed out")).isEqualTo("10.0.0.2: timed out");
    }

    @Test
    void shouldBoundTheTextOfManyAddresses() {
        String text = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> host.failed(address(i), "refused"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(text).startsWith("10.0.0.1: refused; ").endsWith("; and 194 more addresses of ledger");
    }

    @Test
    void shouldKeepTheReasonWhyANameIsNotResolved() {
        String known = "the name ledger is not resolved: Name or service not known";
        assertThat(host.unresolved(new UnknownHostException("ledger"))).isEqualTo("the name ledger is not resolved");
        assertThat(host.unresolved(new UnknownHostException("ledger: Name or service not known")))
                .isEqualTo(known);
        assertThat(host.unresolved(new UnknownHostException("ledger"))).isEqualTo(known);
        assertThat(host.unresolved(new UnknownHostException())).isEqualTo(known);
        assertThat(host.unresolved(new IllegalStateException("broken")))
                .isEqualTo("the name ledger is not resolved: java.lang.IllegalStateException: broken");
    }

    private List<InetAddress> next(int times, InetAddress... found) {
        return IntStream.range(0, times)
                .mapToObj(i -> host.next(List.of(found)))
                .toList();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
