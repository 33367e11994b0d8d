package io.ledgeractors.client.internal.transport;

import io.ledgeractors.client.exception.TransportUnavailableException;
import io.ledgeractors.client.internal.driver.SessionThread;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a session, a daemon that runs an event loop on a ring, an epoll set or a selector.
 *
 * <p>Thread-safe.
 */
public final class SessionLoop implements SessionThread {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
    private static final Set<IoKind> REPORTED = ConcurrentHashMap.newKeySet();
    private static final long SHUTDOWN_LIMIT_MILLIS = 5_000;

    private final IoKind kind;
    private final IoProvider provider;
    private final EventLoop eventLoop;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private SessionLoop(IoKind kind, IoProvider provider, String threadName) {
        this.kind = kind;
        this.provider = provider;
        ThreadFactory threads = task -> newThread(task, threadName);
        this.eventLoop = new SingleThreadIoEventLoop(null, threads, provider.handlers());
    }

    /**
     * Opens a loop of the first available kind. Each kind that is not available is logged once, with the reason.
     *
     * @param kinds kinds to try, in this order
     * @param threadName name of the thread
     * @throws TransportUnavailableException if none of them is available
     */
    public static SessionLoop open(List<IoKind> kinds, String threadName) {
        return open(kinds, threadName, IoProvider::of);
    }

    static SessionLoop open(List<IoKind> kinds, String threadName, Function<IoKind, IoProvider> providers) {
        for (int i = 0; i < kinds.size() - 1; i++) {
            IoKind kind = kinds.get(i);
            try {
                return open(kind, threadName, providers.apply(kind));
            } catch (TransportUnavailableException unavailable) {
                if (REPORTED.add(kind)) {
                    String next = kinds.get(i + 1).label();
                    LOG.info("{}; using {}", unavailable.getMessage(), next);
                }
            }
        }
        IoKind last = kinds.get(kinds.size() - 1);
        return open(last, threadName, providers.apply(last));
    }

    /** Returns the kind of this loop. */
    public IoKind kind() {
        return kind;
    }

    @Override
    public boolean isCurrentThread() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Runnable schedule(Runnable task, long delayNanos) {
        Future<?> planned = eventLoop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void shutdown() {
        eventLoop.shutdownGracefully(0, SHUTDOWN_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    IoProvider provider() {
        return provider;
    }

    private static SessionLoop open(IoKind kind, String threadName, IoProvider provider) {
        Throwable cause = provider.unavailabilityCause();
        if (cause != null) {
            throw unavailable(kind, cause);
        }
        try {
            return new SessionLoop(kind, provider, threadName);
        } catch (RuntimeException | LinkageError failed) {
            throw unavailable(kind, failed);
        }
    }

    private static TransportUnavailableException unavailable(IoKind kind, Throwable cause) {
        String why = firstLine(cause.getMessage(), cause.getClass().getSimpleName());
        return new TransportUnavailableException("transport " + kind.label() + " is not available here: " + why, cause);
    }

    private static String firstLine(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text.lines().findFirst().orElse(otherwise);
    }

    // Netty completes its own termination future on a thread that outlives the loop by a second. The loop's own thread
    // completes this one.
    private Thread newThread(Runnable task, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        ended.complete(null);
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }
}
