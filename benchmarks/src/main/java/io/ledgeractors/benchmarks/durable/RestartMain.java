package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.nio.file.Path;
import java.util.List;

/** Fills a ledger, or opens it and measures how long that takes. Ends without closing it, as a killed process does. */
public final class RestartMain {
    static final String FILL = "fill";
    static final String START = "start";

    private static final UInt128 DEBITED = UInt128.of(1L << 62, 1);
    private static final UInt128 CREDITED = UInt128.of(1L << 62, 2);

    private RestartMain() {}

    /** Arguments: {@link #FILL}, a directory, transfers; or {@link #START} and a directory. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals(FILL)) {
            fill(new OpenedLedger(directory, TransferRequest.FULL), Long.parseLong(arguments[2]));
        } else {
            start(directory);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void fill(OpenedLedger ledger, long transfers) {
        TransferRequest request = ledger.request(TransferRequest.FULL, transfers);
        for (long done = 0; done < transfers; done += TransferRequest.FULL) {
            request.sendAndWait();
        }
        ledger.createAccounts(DEBITED, CREDITED);
    }

    private static void start(Path directory) {
        long begin = System.nanoTime();
        EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inDirectory(directory.resolve("ledger")));
        LedgerClient client = LedgerClient.over(ledger.newSession());
        Transfer transfer = Transfer.builder()
                .id(UInt128.of(System.currentTimeMillis(), begin))
                .debitAccountId(DEBITED)
                .creditAccountId(CREDITED)
                .amount(UInt128.of(1))
                .ledger(1)
                .code(1)
                .build();
        CreateTransferStatus status = Waiting.join(
                        client.createTransfersAsync(List.of(transfer)), OpenedLedger.TIMEOUT, "no answer")
                .get(0)
                .status();
        if (status != CreateTransferStatus.Created) {
            throw new IllegalStateException("the transfer was not created: " + status);
        }
        long created = System.nanoTime() - begin;
        AccountFilter filter =
                AccountFilter.builder().accountId(DEBITED).limit(1).build();
        Waiting.join(client.getAccountTransfersAsync(filter), OpenedLedger.TIMEOUT, "no answer");
        System.out.println(START + " " + created + " " + (System.nanoTime() - begin));
    }
}
