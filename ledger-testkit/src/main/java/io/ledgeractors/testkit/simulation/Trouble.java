package io.ledgeractors.testkit.simulation;

import io.ledgeractors.testkit.internal.simulation.Chances;
import java.util.concurrent.TimeUnit;

/** The faults of a simulation. */
enum Trouble {
    CONNECTIONS_CUT {
        @Override
        void begin(World world, Chances chances) {
            world.network().cut();
        }
    },
    NETWORK_STALLS {
        @Override
        void begin(World world, Chances chances) {
            world.network().stall(millis(chances, 1, 4_000));
        }
    },
    CONNECTIONS_REFUSED {
        @Override
        void begin(World world, Chances chances) {
            world.network().refuse(millis(chances, 1, 4_000));
            world.network().cut();
        }
    },
    FRAMES_DOUBLED {
        @Override
        void begin(World world, Chances chances) {
            world.network().doubleFrames(millis(chances, 1, 2_000));
        }
    },
    FRAMES_DAMAGED {
        @Override
        void begin(World world, Chances chances) {
            world.network().damage((int) chances.between(1, 3));
        }
    },
    SERVER_KILLED {
        @Override
        void begin(World world, Chances chances) {
            world.server().kill(millis(chances, 0, 3_000));
        }
    },
    POWER_LOST {
        @Override
        void begin(World world, Chances chances) {
            world.server().losePower(chances.random(), millis(chances, 0, 3_000));
        }
    },
    FORCE_FAILS {
        @Override
        void begin(World world, Chances chances) {
            world.server().loseAtForce((int) chances.between(0, 10));
        }
    },
    WRITE_FAILS {
        @Override
        void begin(World world, Chances chances) {
            world.server().failAt((int) chances.between(0, 20));
        }
    },
    DISK_FULL {
        @Override
        void begin(World world, Chances chances) {
            world.server().fill(true);
            world.after(millis(chances, 1, 3_000), () -> world.server().fill(false));
        }
    },
    DISK_SLOW {
        @Override
        void begin(World world, Chances chances) {
            world.server().slow(millis(chances, 5, 400));
            world.after(millis(chances, 1, 3_000), () -> world.server().slow(0));
        }
    },
    CLOCK_STEPS {
        @Override
        void begin(World world, Chances chances) {
            long step = chances.percent(50) ? millis(chances, 1, 2_000) : millis(chances, 1, 3_600_000);
            world.server().stepClock(chances.percent(50) ? step : -step);
        }
    },
    SESSIONS_EVICTED {
        @Override
        void begin(World world, Chances chances) {
            // A request that was under way when its session ended must be recovered.
            if (chances.percent(70)) {
                world.network().cut();
                world.after(chances.between(0, 1_000_000), () -> world.server().evictSessions(chances.random()));
            } else {
                world.server().evictSessions(chances.random());
            }
        }
    },
    CLIENT_PAUSES {
        @Override
        void begin(World world, Chances chances) {
            world.anyBatcher(chances).pause(millis(chances, 1, 3_000));
        }
    };

    abstract void begin(World world, Chances chances);

    private static long millis(Chances chances, long least, long most) {
        return TimeUnit.MILLISECONDS.toNanos(chances.between(least, most));
    }
}
