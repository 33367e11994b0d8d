package io.ledgeractors.benchmarks.server;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The embedded ledger as a server on a free port, until it is ended or the one who started it is gone. Its only
 * argument is a directory or {@link #IN_MEMORY}.
 */
public final class ServerMain {
    public static final String READY = "listening on ";
    public static final String IN_MEMORY = "--memory";

    private ServerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedSettings settings = arguments[0].equals(IN_MEMORY)
                ? EmbeddedSettings.inMemory()
                : EmbeddedSettings.inDirectory(Path.of(arguments[0]));
        EmbeddedLedger ledger = EmbeddedLedger.open(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(ledger::close, "close"));
        LedgerServer server = ledger.serve(ServerSettings.onFreePort());
        System.out.println(READY + server.address());
        while (System.in.read() >= 0) {
            // standard input ends with the parent
        }
        System.exit(0);
    }
}
