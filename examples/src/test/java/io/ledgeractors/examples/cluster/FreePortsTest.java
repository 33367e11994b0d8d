package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    @Test
    void shouldFindDifferentPortsThatCanBeUsedAndThatConnectionsDoNotGet() throws IOException {
        List<Integer> ports = FreePorts.some(20);

        assertThat(ports).hasSize(20).doesNotHaveDuplicates().allMatch(port -> port < FIRST_OF_CONNECTIONS);
        for (int port : ports) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }
}
