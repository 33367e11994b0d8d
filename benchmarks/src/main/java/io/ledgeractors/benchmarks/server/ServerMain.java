package io.ledgeractors.benchmarks.server;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Serves an embedded ledger on a free port until the process is ended or its standard input ends. Its only argument is
 * a directory or {@link #IN_MEMORY}.
 */
public final class ServerMain {
    /** Begins the line that announces the address. */
    public static final String READY = "listening on ";

    /** The argument for a ledger in memory. */
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
            // standard input ends when the parent process does
        }
        System.exit(0);
    }
}
