package io.ledgeractors.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Processor time and heap that this process has used so far. Thread-safe. */
public final class ProcessUsage {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ProcessUsage() {}

    /** Returns the processor time of all threads, in ns. */
    public static long processorNanos() {
        return PROCESS.getProcessCpuTime();
    }

    /** Returns the bytes that all living threads have allocated on the heap; threads that have ended do not count. */
    public static long allocatedBytes() {
        long total = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            total += Math.max(0, bytes);
        }
        return total;
    }
}
