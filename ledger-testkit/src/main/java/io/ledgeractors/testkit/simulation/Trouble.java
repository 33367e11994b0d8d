package io.ledgeractors.testkit.simulation;

import io.ledgeractors.testkit.internal.simulation.Chances;
import java.util.concurrent.TimeUnit;

/** The faults of a simulation. */
enum Trouble {
    CONNECTIONS_CUT {
        @Override
        void begin(Run run, Chances chances) {
            run.network().cut();
        }
    },
    NETWORK_STALLS {
        @Override
        void begin(Run run, Chances chances) {
            run.network().stall(millis(chances, 1, 4_000));
        }
    },
    CONNECTIONS_REFUSED {
        @Override
        void begin(Run run, Chances chances) {
            run.network().refuse(millis(chances, 1, 4_000));
            run.network().cut();
        }
    },
    FRAMES_DOUBLED {
        @Override
        void begin(Run run, Chances chances) {
            run.network().doubleFrames(millis(chances, 1, 2_000));
        }
    },
    FRAMES_DAMAGED {
        @Override
        void begin(Run run, Chances chances) {
            run.network().damage((int) chances.between(1, 3));
        }
    },
    SERVER_KILLED {
        @Override
        void begin(Run run, Chances chances) {
            run.server().kill(millis(chances, 0, 3_000));
        }
    },
    POWER_LOST {
        @Override
        void begin(Run run, Chances chances) {
            run.server().losePower(chances.random(), millis(chances, 0, 3_000));
        }
    },
    FORCE_FAILS {
        @Override
        void begin(Run run, Chances chances) {
            run.server().loseAtForce((int) chances.between(0, 10));
        }
    },
    WRITE_FAILS {
        @Override
        void begin(Run run, Chances chances) {
            run.server().failAt((int) chances.between(0, 20));
        }
    },
    DISK_FULL {
        @Override
        void begin(Run run, Chances chances) {
            run.server().fill(true);
            run.after(millis(chances, 1, 3_000), () -> run.server().fill(false));
        }
    },
    DISK_SLOW {
        @Override
        void begin(Run run, Chances chances) {
            run.server().slow(millis(chances, 5, 400));
            run.after(millis(chances, 1, 3_000), () -> run.server().slow(0));
        }
    },
    CLOCK_STEPS {
        @Override
        void begin(Run run, Chances chances) {
            long step = chances.percent(50) ? millis(chances, 1, 2_000) : millis(chances, 1, 3_600_000);
            run.server().stepClock(chances.percent(50) ? step : -step);
        }
    },
    SESSIONS_EVICTED {
        @Override
        void begin(Run run, Chances chances) {
            // A request that was under way when its session ended must be recovered.
            if (chances.percent(70)) {
                run.network().cut();
                run.after(chances.between(0, 1_000_000), () -> run.server().evictSessions(chances.random()));
            } else {
                run.server().evictSessions(chances.random());
            }
        }
    },
    CLIENT_PAUSES {
        @Override
        void begin(Run run, Chances chances) {
            run.pauseAny(chances, millis(chances, 1, 3_000));
        }
    },
    REPLIES_LOST {
        @Override
        void begin(Run run, Chances chances) {
            run.loseReplies(millis(chances, 1, 3_000));
        }
    };

    abstract void begin(Run run, Chances chances);

    private static long millis(Chances chances, long least, long most) {
        return TimeUnit.MILLISECONDS.toNanos(chances.between(least, most));
    }
}
