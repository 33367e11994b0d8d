package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The tasks of a simulation, which run one by one in the order of their times. The clock shows the time of the last
 * task that began. Tasks of the same time run in the order in which they were planned. One thread uses it.
 */
public final class Agenda implements Clock, Alarms {
    /** 2026-01-01, so that times in a trace are easy to read. */
    private static final long START = 1_767_225_600_000_000_000L;

    /** Far more tasks than a run has at one time. */
    private static final int TASKS_OF_A_TIME_MAX = 100_000;

    /** Far more tasks than a run has, which are some thousands; a run of that many takes some s. */
    private static final int TASKS_MAX = 2_000_000;

    private record Entry(long at, long number, Runnable task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long numbers;
    private long now;
    private int tasks;
    private int tasksOfThisTime;

    /** Creates an empty agenda; the clock shows 2026-01-01. */
    public Agenda() {}

    @Override
    public long realtimeNanos() {
        return START + now;
    }

    @Override
    public long monotonicNanos() {
        return now;
    }

    /** Plans a task for a time of {@link #monotonicNanos()}; a time that has passed means now. */
    public void at(long time, Runnable task) {
        entries.add(new Entry(Math.max(now, time), numbers++, task));
    }

    /** Plans a task that many ns from now. */
    public void after(long delay, Runnable task) {
        at(now + Math.max(0, Math.min(delay, Long.MAX_VALUE - now)), task);
    }

    /**
     * Runs the next task if it is due by {@code end}. Otherwise the clock shows the end.
     *
     * @return true if a task ran
     * @throws AssertionError if so many tasks have run that there will be no end
     */
    public boolean runNext(long end) {
        Entry next = entries.peek();
        if (next == null || next.at() > end) {
            now = Math.max(now, end);
            return false;
        }
        entries.remove();
        count(next.at());
        now = next.at();
        next.task().run();
        return true;
    }

    private void count(long at) {
        tasks++;
        tasksOfThisTime = at == now ? tasksOfThisTime + 1 : 1;
        if (tasksOfThisTime > TASKS_OF_A_TIME_MAX) {
            throw new AssertionError(
                    "no virtual time passes any more: " + TASKS_OF_A_TIME_MAX + " tasks ran at " + Duration.ofNanos(now)
                            + ". Most likely the scenario plans tasks with a delay of zero without end");
        }
        if (tasks > TASKS_MAX) {
            throw new AssertionError("the scenario has not ended within " + TASKS_MAX + " tasks, which took "
                    + Duration.ofNanos(now) + " of virtual time. Most likely it plans tasks, or its actors send"
                    + " messages, without end");
        }
    }

    @Override
    public Alarm set(long delayNanos, Task task) {
        SetAlarm alarm = new SetAlarm(task);
        after(delayNanos, alarm);
        return alarm;
    }

    private static final class SetAlarm implements Alarm, Runnable {
        private final Task task;
        private boolean isCancelled;

        SetAlarm(Task task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!isCancelled) {
                task.ring();
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }
    }
}
