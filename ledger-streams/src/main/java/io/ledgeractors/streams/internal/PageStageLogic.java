package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.streams.LedgerReadException;
import io.ledgeractors.streams.ResumeToken;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/** One materialised {@link PageStage}: wires port, batcher and timer to a {@link PageCursor}. */
final class PageStageLogic<T, O> extends TimerGraphStageLogic {
    private static final String ASK = "ask";

    private final PageStage<T, O> stage;
    private final PageCursor cursor;
    private final IdlePolling polling;
    private final Backoff backoff;
    private final long order;
    private final int size;

    private @Nullable AsyncCallback<Runnable> inside;
    private boolean isReady;
    private boolean isAsking;
    private BatchGate.Sending sending = BatchGate.Sending.AT_ONCE;
    // The page that goes out, and the one behind it.
    private @Nullable ByteBuffer page;
    private int position;
    private @Nullable ByteBuffer nextPage;
    private long timestamp;
    private long delivered;
    // Set once the source cannot go on; what was read goes out first.
    private @Nullable String failure;

    PageStageLogic(PageStage<T, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.cursor = stage.cursors.get();
        this.polling = new IdlePolling(stage.settings.minPoll(), stage.settings.maxPoll());
        this.backoff = new Backoff(stage.settings);
        this.order = stage.gate.newOrderKey();
        this.size = stage.kind.operation().resultSize();
        this.timestamp = stage.from.timestamp();
        this.delivered = stage.from.delivered();
        setHandler(stage.out, new Out());
    }

    @Override
    public void preStart() {
        AsyncCallback<Runnable> callback = createAsyncCallback(Runnable::run);
        inside = callback;
        stage.gate.ready().whenComplete((registered, cause) -> callback.invoke(() -> ready(cause)));
    }

    private void ready(@Nullable Throwable cause) {
        if (cause != null) {
            failStage(cause);
        } else {
            isReady = true;
            goOn();
        }
    }

    private final class Out extends AbstractOutHandler {
        @Override
        public void onPull() {
            goOn();
        }
    }

    @Override
    public void onTimer(Object key) {
        goOn();
    }

    private void goOn() {
        if (isAvailable(stage.out)) {
            emit();
        }
        if (page != null) {
            askAhead();
        } else if (failure != null) {
            failStage(new LedgerReadException(new ResumeToken(timestamp, delivered), failure));
        } else if (cursor.isOver() && !isAsking) {
            completeStage();
        } else {
            askAhead();
        }
    }

    private void emit() {
        ByteBuffer current = page;
        if (current == null) {
            return;
        }
        int at = position * size;
        T object = stage.kind.decoder().decode(current, at);
        timestamp = current.getLong(at + stage.kind.timestamp());
        delivered++;
        position++;
        if (position * size >= current.limit()) {
            page = nextPage;
            nextPage = null;
            position = 0;
        }
        push(stage.out, stage.element.of(object, timestamp, delivered));
    }

    private void askAhead() {
        if (isReady && !isAsking && nextPage == null && failure == null && !cursor.isOver() && !isTimerActive(ASK)) {
            ask();
        }
    }

    private void ask() {
        isAsking = true;
        int most = stage.gate.limits().resultsMax(stage.kind.operation());
        ByteBuffer filter = cursor.request(Math.min(most, stage.settings.pageSize()));
        AsyncCallback<Runnable> callback = Objects.requireNonNull(inside);
        sending = stage.gate.submit(stage.kind.operation(), filter, order, new BatchGate.Answer() {
            @Override
            public void results(ByteBuffer results, long prepared) {
                callback.invoke(() -> took(results));
            }

            @Override
            public void refused(Refusal reason, String message) {
                boolean mayPass = reason == Refusal.OVERLOADED;
                callback.invoke(() -> missed(mayPass, stage.settings.overloadTimeout(), reason + ": " + message));
            }

            @Override
            public void unknown(String message) {
                boolean mayPass = !stage.settings.unknownTimeout().isZero();
                callback.invoke(() -> missed(mayPass, stage.settings.unknownTimeout(), message));
            }
        });
    }

    private void took(ByteBuffer results) {
        isAsking = false;
        backoff.reset();
        cursor.got(results);
        if (results.limit() == 0) {
            if (!cursor.isOver()) {
                scheduleOnce(ASK, polling.idle());
            }
        } else {
            polling.busy();
            if (page == null) {
                page = results;
                position = 0;
            } else {
                nextPage = results;
            }
        }
        goOn();
    }

    @Override
    public void postStop() {
        sending.withdraw();
    }

    // A read does nothing: it may be repeated.
    private void missed(boolean mayPass, Duration patience, String why) {
        isAsking = false;
        long now = System.nanoTime();
        if (!mayPass || backoff.isExhausted(now, patience)) {
            failure = why;
        } else {
            scheduleOnce(ASK, backoff.next(now));
        }
        goOn();
    }
}
