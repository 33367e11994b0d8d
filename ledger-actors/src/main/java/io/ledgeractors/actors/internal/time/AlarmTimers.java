package io.ledgeractors.actors.internal.time;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorSignalInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Timers that ring as alarms. */
final class AlarmTimers<M> implements ActorTimers<M> {
    private final Alarms alarms;
    private final ActorRef<M> self;
    private final Map<Object, Alarms.Alarm> set = new HashMap<>();

    private AlarmTimers(Alarms alarms, ActorRef<M> self) {
        this.alarms = alarms;
        this.self = self;
    }

    static <M> Behavior<M> with(Alarms alarms, Function<ActorTimers<M>, Behavior<M>> behavior) {
        return Behaviors.setup(context -> {
            AlarmTimers<M> timers = new AlarmTimers<>(alarms, context.getSelf());
            return Behaviors.intercept(() -> new Ending<>(timers), behavior.apply(timers));
        });
    }

    @Override
    public void start(Object key, M message, Duration delay) {
        cancel(key);
        set.put(key, alarms.set(delay.toNanos(), Alarms.Task.of(() -> self.tell(message))));
    }

    @Override
    public void cancel(Object key) {
        Alarms.Alarm alarm = set.remove(key);
        if (alarm != null) {
            alarm.cancel();
        }
    }

    private void cancelAll() {
        set.values().forEach(Alarms.Alarm::cancel);
        set.clear();
    }

    /** Ends the timers with their actor. */
    private static final class Ending<M> extends BehaviorSignalInterceptor<M> {
        private final AlarmTimers<M> timers;

        Ending(AlarmTimers<M> timers) {
            this.timers = timers;
        }

        @Override
        public Behavior<M> aroundSignal(TypedActorContext<M> context, Signal signal, SignalTarget<M> target) {
            if (signal instanceof PostStop || signal instanceof PreRestart) {
                timers.cancelAll();
            }
            return target.apply(context, signal);
        }
    }
}
