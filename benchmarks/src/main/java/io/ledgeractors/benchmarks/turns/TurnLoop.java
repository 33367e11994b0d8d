package io.ledgeractors.benchmarks.turns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads requests line by line and answers each with one line, until the input ends or a request fails. */
public final class TurnLoop implements AutoCloseable {
    private final Function<TurnRequest.Open, TurnLoad> loads;
    private final PrintStream out;
    private @Nullable TurnLoad load;

    /**
     * Creates a loop that has not begun.
     *
     * @param loads opens a scenario
     * @param out receives the replies
     */
    public TurnLoop(Function<TurnRequest.Open, TurnLoad> loads, PrintStream out) {
        this.loads = loads;
        this.out = out;
    }

    /**
     * Serves requests. Blocks the caller.
     *
     * @return true if the input has ended; false if a request failed
     * @throws IOException if the input cannot be read
     */
    public boolean run(BufferedReader in) throws IOException {
        reply(new TurnReply.Ready());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            TurnReply reply = answer(line);
            reply(reply);
            if (reply instanceof TurnReply.Failed) {
                return false;
            }
        }
        return true;
    }

    private void reply(TurnReply reply) {
        out.println(reply.line());
        out.flush();
    }

    private TurnReply answer(String line) {
        try {
            return answer(TurnRequest.parse(line));
        } catch (Exception | Error e) { // the runner must learn of a missing class, too
            e.printStackTrace();
            return new TurnReply.Failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private TurnReply answer(TurnRequest request) {
        if (request instanceof TurnRequest.Open open) {
            if (load != null) {
                throw new IllegalStateException("a scenario is open already");
            }
            load = loads.apply(open);
            return new TurnReply.Ready();
        }
        if (load == null) {
            throw new IllegalStateException("no scenario is open");
        }
        if (request instanceof TurnRequest.Turn turn) {
            return new TurnReply.Done(load.run(Duration.ofMillis(turn.millis())));
        }
        load.renew();
        return new TurnReply.Ready();
    }

    @Override
    public void close() {
        if (load != null) {
            load.close();
        }
    }
}
