package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Release;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread of a session, played by the actor that calls {@link #runAll}. */
final class HeldThread extends ThreadPoolExecutor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile String lastState = "nothing";

    HeldThread() {
        super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** Returns a session on this thread that is registered. */
    InProcessSession registered(ReplicaLoop loop) {
        InProcessSession session = new InProcessSession(loop, Limits.DEFAULT, Release.of(0, 17, 9), ended -> {}, this);
        session.start(state -> lastState = state.getClass().getSimpleName());
        loop.step();
        runAll();
        return session;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs what waits for the thread. */
    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Returns the state that the listener was told last. */
    String lastState() {
        return lastState;
    }
}
