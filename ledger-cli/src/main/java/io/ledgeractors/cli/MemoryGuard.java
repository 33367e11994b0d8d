package io.ledgeractors.cli;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process with {@link ExitCode#FATAL} when its memory is exhausted. When the JVM first throws an {@code
 * OutOfMemoryError}, it runs the command of {@code -XX:OnOutOfMemoryError}. In the start script that command creates a
 * file, the mark. A thread that exists from the start polls for the mark and needs no memory to end the process. The
 * JVM's own {@code -XX:+ExitOnOutOfMemoryError} would end it with 3, which is {@link ExitCode#UNKNOWN}.
 */
final class MemoryGuard {
    /** The system property with the path of the mark; without it nothing is watched. */
    static final String MARK = "ledger.memory-mark";

    /**
     * The system property with the exit code that replaces {@link ExitCode#UNKNOWN}. A start script sets it to tell
     * that code from an exit of the JVM itself.
     */
    static final String UNKNOWN = "ledger.unknown-exit";

    private static final long LOOK_EVERY_MILLIS = 100;

    private final @Nullable File mark;

    private MemoryGuard(@Nullable File mark) {
        this.mark = mark;
    }

    /** Starts watching, and installs the handler for uncaught exceptions. */
    static MemoryGuard start() {
        String path = System.getProperty(MARK);
        MemoryGuard guard = new MemoryGuard(path == null ? null : new File(path));
        Thread.setDefaultUncaughtExceptionHandler(guard::uncaught);
        if (path != null) {
            Thread watch = new Thread(guard::watch, "ledger-memory");
            watch.setDaemon(true);
            watch.setPriority(Thread.MAX_PRIORITY);
            watch.start();
        }
        return guard;
    }

    /** Ends the process with this code, or with {@link ExitCode#FATAL} if the memory is exhausted. */
    void exit(int code) {
        if (isExhausted()) {
            end();
        }
        System.exit(code == ExitCode.UNKNOWN ? Integer.getInteger(UNKNOWN, code) : code);
    }

    // Any failure of this loop is also a lack of memory.
    @SuppressWarnings("CatchingUnchecked")
    private void watch() {
        try {
            while (!isExhausted()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (Throwable exhausted) {
            Runtime.getRuntime().halt(ExitCode.FATAL);
        }
        end();
    }

    private boolean isExhausted() {
        return mark != null && mark.exists();
    }

    private void end() {
        try {
            if (mark != null && !mark.delete()) {
                mark.deleteOnExit();
            }
        } finally {
            Runtime.getRuntime().halt(ExitCode.FATAL);
        }
    }

    private void uncaught(Thread thread, Throwable failure) {
        try {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
        } finally {
            if (failure instanceof VirtualMachineError) {
                end();
            }
        }
    }
}
