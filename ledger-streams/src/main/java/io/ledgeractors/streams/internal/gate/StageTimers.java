package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.japi.function.Procedure;
import org.apache.pekko.stream.stage.AsyncCallback;

/**
 * INTERNAL API. The timers of a materialised stage: those of its logic, or alarms in their place. Used inside the stage
 * only.
 */
@InternalApi
public final class StageTimers {
    private final StageTime time;
    private final BiConsumer<Object, Duration> scheduler;
    private final Predicate<Object> isScheduled;
    private final AsyncCallback<Object> ring;
    private final Consumer<Object> onTimer;
    private final Map<Object, Alarms.Alarm> set = new HashMap<>();

    /**
     * Creates the timers of a logic.
     *
     * @param scheduler starts a timer of the logic
     * @param isScheduled returns true while a timer of the logic is active
     * @param callbacks makes callbacks of the logic
     * @param onTimer is called inside the stage when an alarm rings; a timer of the logic calls the logic itself
     */
    public StageTimers(
            StageTime time,
            BiConsumer<Object, Duration> scheduler,
            Predicate<Object> isScheduled,
            Function<Procedure<Object>, AsyncCallback<Object>> callbacks,
            Consumer<Object> onTimer) {
        this.time = time;
        this.scheduler = scheduler;
        this.isScheduled = isScheduled;
        this.onTimer = onTimer;
        this.ring = callbacks.apply(this::rung);
    }

    /** Starts a timer. None with the same key may be active. */
    public void start(Object key, Duration after) {
        Alarms alarms = time.alarms();
        if (alarms == null) {
            scheduler.accept(key, after);
        } else {
            set.put(key, alarms.set(after.toNanos(), () -> ring.invokeWithFeedbackCompletionStage(key)));
        }
    }

    /** Returns true from the start of a timer until it rings. */
    public boolean isActive(Object key) {
        return set.containsKey(key) || isScheduled.test(key);
    }

    private void rung(Object key) {
        set.remove(key);
        onTimer.accept(key);
    }

    /** Ends all alarms. The timers of the logic end by themselves. */
    public void stop() {
        set.values().forEach(Alarms.Alarm::cancel);
        set.clear();
    }
}
