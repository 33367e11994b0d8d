package io.ledgeractors.testkit.simulation;

import io.ledgeractors.testkit.internal.simulation.Chances;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The faults of a simulation. */
enum Trouble {
    CONNECTIONS_CUT((run, chances) -> run.network().cut()),
    NETWORK_STALLS((run, chances) -> run.network().stall(millis(chances, 1, 4_000))),
    CONNECTIONS_STALL((run, chances) -> run.network().stallOpen(millis(chances, 1, 4_000))),
    CONNECTIONS_REFUSED((run, chances) -> {
        run.network().refuse(millis(chances, 1, 4_000));
        run.network().cut();
    }),
    FRAMES_DOUBLED((run, chances) -> run.network().doubleFrames(millis(chances, 1, 2_000))),
    FRAMES_DAMAGED((run, chances) -> run.network().damage((int) chances.between(1, 3))),
    SERVER_KILLED((run, chances) -> run.server().kill(millis(chances, 0, 3_000))),
    POWER_LOST((run, chances) -> run.server().losePower(chances.random(), millis(chances, 0, 3_000))),
    FORCE_FAILS((run, chances) -> run.server().loseAtForce((int) chances.between(0, 10))),
    WRITE_FAILS((run, chances) -> run.server().failAt((int) chances.between(0, 20))),
    DISK_FULL((run, chances) -> {
        run.server().fill(true);
        run.after(millis(chances, 1, 3_000), () -> run.server().fill(false));
    }),
    DISK_SLOW((run, chances) -> {
        run.server().slow(millis(chances, 5, 400));
        run.after(millis(chances, 1, 3_000), () -> run.server().slow(0));
    }),
    CLOCK_STEPS((run, chances) -> {
        long step = chances.percent(50) ? millis(chances, 1, 2_000) : millis(chances, 1, 3_600_000);
        run.server().stepClock(chances.percent(50) ? step : -step);
    }),
    SESSIONS_EVICTED((run, chances) -> {
        // A request that was under way when its session ended must be recovered.
        if (chances.percent(70)) {
            run.network().cut();
            run.after(chances.between(0, 1_000_000), () -> run.server().evictSessions(chances.random()));
        } else {
            run.server().evictSessions(chances.random());
        }
    }),
    CLIENT_PAUSES((run, chances) -> run.pauseAny(chances, millis(chances, 1, 3_000))),
    REPLIES_LOST((run, chances) -> run.loseReplies(millis(chances, 1, 3_000)));

    private final BiConsumer<Run, Chances> effect;

    Trouble(BiConsumer<Run, Chances> effect) {
        this.effect = effect;
    }

    /** Lets the fault begin. */
    void begin(Run run, Chances chances) {
        effect.accept(run, chances);
    }

    private static long millis(Chances chances, long least, long most) {
        return TimeUnit.MILLISECONDS.toNanos(chances.between(least, most));
    }
}
