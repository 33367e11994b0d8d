package io.ledgeractors.examples.cluster;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Prints the table of shards while it changes, and what happens to nodes. Used by one thread. */
final class ClusterShow {
    private static final long ROWS_APART_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final List<NodeView> views;
    private final long begin = System.nanoTime();
    private String owners = "";
    private long lastRow = begin - ROWS_APART_NANOS;

    /** Creates the table, whose time begins now, and prints its heading. */
    ClusterShow(PrintWriter out, ClusterRun run) {
        this.out = out;
        this.views = IntStream.rangeClosed(1, run.nodes()).mapToObj(run::view).toList();
        out.println(ClusterTable.heading(
                IntStream.rangeClosed(1, run.nodes()).mapToObj(run::name).toList()));
        changed();
    }

    /** Prints a row if the owners of shards have changed, at most two in a second. */
    void changed() {
        String now = ClusterTable.owners(views);
        long nanos = System.nanoTime();
        if (!now.equals(owners) && nanos - lastRow >= ROWS_APART_NANOS) {
            owners = now;
            lastRow = nanos;
            out.println(ClusterTable.row(seconds(), views));
        }
    }

    /** Prints an event with its time. */
    void say(String event) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), event));
    }

    /** Returns the time since the beginning in seconds. */
    double seconds() {
        return (System.nanoTime() - begin) / NANOS;
    }
}
