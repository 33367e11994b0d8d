package io.ledgeractors.benchmarks.durable;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.HdrHistogram.Histogram;

/**
 * Fills a durable ledger with full requests at a share of its greatest rate, and prints how long requests take and how
 * long garbage collections stop the JVM. Runs in a process of its own, whose memory is the one to try.
 */
public final class PausesMain {
    private static final int WARM_UP = 50;

    private final AtomicLong longestCollection = new AtomicLong();

    private PausesMain() {}

    /** Arguments: a directory that is empty, the number of transfers, the share of the greatest rate. */
    public static void main(String[] arguments) {
        long transfers = Long.parseLong(arguments[1]);
        double share = Double.parseDouble(arguments[2]);
        try (OpenedLedger ledger = new OpenedLedger(Path.of(arguments[0]), TransferRequest.FULL)) {
            new PausesMain().measure(ledger.request(TransferRequest.FULL, 1), transfers, share);
        }
    }

    private void measure(TransferRequest request, long transfers, double share) {
        for (int i = 0; i < WARM_UP; i++) {
            request.sendAndWait();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < WARM_UP; i++) {
            request.sendAndWait();
        }
        long each = (System.nanoTime() - begin) / WARM_UP;
        print("greatest rate", "%,.0f transfers/s".formatted(TransferRequest.FULL * 1e9 / each));
        watchCollections();
        Histogram times = new Histogram(3);
        long interval = (long) (each / share);
        long next = System.nanoTime();
        long requests = transfers / TransferRequest.FULL - 2L * WARM_UP;
        for (long i = 0; i < requests; i++) {
            awaitTime(next);
            long sent = System.nanoTime();
            request.sendAndWait();
            times.recordValue(System.nanoTime() - sent);
            next += interval;
        }
        print("load", "%.0f %% of it, %,d transfers in all".formatted(share * 100, transfers));
        print("request, median", millis(times.getValueAtPercentile(50)));
        print("request, 99 %", millis(times.getValueAtPercentile(99)));
        print("request, 99.9 %", millis(times.getValueAtPercentile(99.9)));
        print(
                "request, worst",
                millis(times.getMaxValue())
                        + ", %.1f times the median (goal: at most 10)"
                                .formatted((double) times.getMaxValue() / times.getValueAtPercentile(50)));
        print("longest collection", millis(longestCollection.get() * 1_000_000) + " (goal: at most 50 ms)");
    }

    private static void awaitTime(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void watchCollections() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, unused) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                GcInfo info = GarbageCollectionNotificationInfo.from(data)
                                        .getGcInfo();
                                longestCollection.accumulateAndGet(info.getDuration(), Math::max);
                            }
                        },
                        null,
                        null);
            }
        }
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static void print(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-20s %s%n", what, figure);
    }
}
