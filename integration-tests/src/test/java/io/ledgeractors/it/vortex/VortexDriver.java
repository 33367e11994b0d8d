package io.ledgeractors.it.vortex;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * A driver of Vortex. Arguments: {@code client} or {@code asks}, then the id of the cluster and its addresses, which
 * Vortex appends. It reads requests from stdin and writes replies to stdout, see {@link VortexFrames}, one after
 * another, until stdin ends.
 *
 * <p>Exit codes: 0 if the input ended between two requests, 1 if a request was refused or has an unknown outcome, or if
 * stdout was closed, 2 if the arguments or the input are wrong. stderr says why.
 */
final class VortexDriver {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_INPUT = 2;

    private static final String USAGE = "usage: VortexDriver client|asks CLUSTER ADDRESSES";

    private VortexDriver() {}

    /** Runs the driver as a process. */
    public static void main(String[] args) {
        OutputStream replies = new FileOutputStream(FileDescriptor.out);
        // Only replies may get to stdout, and loggers print there.
        System.setOut(System.err);
        System.exit(run(args, System.in, replies, System.err));
    }

    /** Runs the driver until the input ends, and returns the exit code. */
    static int run(String[] args, InputStream requests, OutputStream replies, PrintStream errors) {
        try (VortexLedger ledger = connect(args)) {
            serve(ledger, requests, replies);
            return DONE;
        } catch (VortexFrameException | IllegalArgumentException wrong) {
            errors.println("vortex driver: " + wrong.getMessage());
            return WRONG_INPUT;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            errors.println("vortex driver: " + failure);
            return FAILED;
        }
    }

    /**
     * Answers all requests of an input.
     *
     * @throws VortexFrameException if the input is wrong
     * @throws IOException if a reply cannot be written
     */
    static void serve(VortexLedger ledger, InputStream requests, OutputStream replies)
            throws IOException, InterruptedException {
        Optional<VortexRequest> next = VortexFrames.read(requests);
        while (next.isPresent()) {
            replies.write(next.get().execute(ledger).array());
            replies.flush();
            next = VortexFrames.read(requests);
        }
    }

    private static VortexLedger connect(String[] args) {
        if (args.length != 3) {
            throw new IllegalArgumentException(USAGE);
        }
        UInt128 cluster = UInt128.parse(args[1]);
        List<ReplicaAddress> addresses = ReplicaAddress.parseList(args[2]);
        return switch (args[0]) {
            case "client" -> VortexClient.connect(cluster, addresses);
            case "asks" -> VortexAsks.connect(cluster, addresses);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}
