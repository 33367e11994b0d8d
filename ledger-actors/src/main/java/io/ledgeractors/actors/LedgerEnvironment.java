package io.ledgeractors.actors;

import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.jspecify.annotations.Nullable;

/**
 * The actors of a ledger get this from outside: their time, their threads, and what a test puts in between.
 *
 * @param alarms ring in place of Pekko's timers; null if there are none
 * @param dispatcher path of the dispatcher of all actors; null if batchers have that of the settings and others the
 *     default one
 * @param interceptor decides about the asks of batchers; null if there is none, as in a program
 * @param random gives the random numbers of batchers and streams; null if each has a source of its own, as in a program
 */
record LedgerEnvironment(
        Clock clock,
        @Nullable Alarms alarms,
        @Nullable String dispatcher,
        @Nullable AskInterceptor interceptor,
        @Nullable RandomGenerator random) {
    /** The environment of a program. */
    static final LedgerEnvironment DEFAULT = new LedgerEnvironment(Clock.system(), null, null, null, null);

    LedgerEnvironment withClock(Clock newClock) {
        return new LedgerEnvironment(newClock, alarms, dispatcher, interceptor, random);
    }

    LedgerEnvironment withAlarms(Alarms newAlarms) {
        return new LedgerEnvironment(clock, newAlarms, dispatcher, interceptor, random);
    }

    LedgerEnvironment withDispatcher(String newDispatcher) {
        return new LedgerEnvironment(clock, alarms, newDispatcher, interceptor, random);
    }

    LedgerEnvironment withInterceptor(AskInterceptor newInterceptor) {
        return new LedgerEnvironment(clock, alarms, dispatcher, newInterceptor, random);
    }

    LedgerEnvironment withRandom(RandomGenerator newRandom) {
        return new LedgerEnvironment(clock, alarms, dispatcher, interceptor, newRandom);
    }

    /** Returns the path of the dispatcher of batchers. */
    String batcherDispatcher() {
        return dispatcher == null ? LedgerSettings.DISPATCHER : dispatcher;
    }

    /** Returns the properties of all other actors. */
    Props props() {
        return dispatcher == null ? Props.empty() : DispatcherSelector.fromConfig(dispatcher);
    }
}
