package io.ledgeractors.streams.internal.page;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Backoff;
import io.ledgeractors.session.Retries;
import io.ledgeractors.streams.LedgerReadException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.internal.gate.RequestGate;
import io.ledgeractors.streams.internal.gate.StageTime;
import io.ledgeractors.streams.internal.gate.StageTimers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/** One materialised {@link PageStage}: connects port, batcher and timer to a {@link PageCursor}. */
final class PageStageLogic<T, O> extends TimerGraphStageLogic {
    private static final String FETCH_TIMER = "fetch";

    private final PageStage<T, O> stage;
    private final PageCursor cursor;
    private final IdlePolling polling;
    // The waits have no randomness, because the bulk lane serves stages in turn.
    private final Retries retries;
    private final StageTime time;
    private final StageTimers timers;
    private final long order;
    private final int objectSize;

    // Runs code inside the stage; null before preStart.
    private @Nullable AsyncCallback<Runnable> inside;
    private boolean isReady;
    private boolean isFetching;
    private RequestGate.Ticket ticket = RequestGate.Ticket.SENT;
    // The page that is being emitted, the index of its next object, and the page behind it.
    private @Nullable ByteBuffer page;
    private int position;
    private @Nullable ByteBuffer nextPage;
    // The position behind the last emitted object.
    private long timestamp;
    private long delivered;
    // The reason why the source cannot go on; null while it can. The pages that were read are emitted before it fails.
    private @Nullable String failure;

    PageStageLogic(PageStage<T, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.cursor = stage.cursors.get();
        this.polling = new IdlePolling(stage.settings.minPoll(), stage.settings.maxPoll());
        this.retries = new Retries(Backoff.between(stage.settings.minBackoff(), stage.settings.maxBackoff()));
        this.order = stage.gate.newOrderKey();
        this.time = stage.gate.time();
        this.timers = new StageTimers(
                time, this::scheduleOnce, this::isTimerActive, this::createAsyncCallback, this::onTimer);
        this.objectSize = stage.query.operation().resultSize();
        this.timestamp = stage.from.timestamp();
        this.delivered = stage.from.delivered();
        setHandler(stage.out, new ElementsOut());
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
            proceed();
        }
    }

    private final class ElementsOut extends AbstractOutHandler {
        @Override
        public void onPull() {
            proceed();
        }
    }

    @Override
    public void onTimer(Object key) {
        proceed();
    }

    // Does everything that can be done now. Called after each event.
    private void proceed() {
        if (isAvailable(stage.out)) {
            emitObject();
        }
        if (page != null) {
            prefetch();
        } else if (failure != null) {
            failStage(new LedgerReadException(new ResumeToken(timestamp, delivered), failure));
        } else if (cursor.isOver() && !isFetching) {
            completeStage();
        } else {
            prefetch();
        }
    }

    private void emitObject() {
        ByteBuffer current = page;
        if (current == null) {
            return;
        }
        int at = position * objectSize;
        T object = stage.query.decoder().decode(current, at);
        timestamp = current.getLong(at + stage.query.timestamp());
        delivered++;
        position++;
        if (position * objectSize >= current.limit()) {
            page = nextPage;
            nextPage = null;
            position = 0;
        }
        push(stage.out, stage.mapper.element(object, timestamp, delivered));
    }

    private void prefetch() {
        if (isReady
                && !isFetching
                && nextPage == null
                && failure == null
                && !cursor.isOver()
                && !timers.isActive(FETCH_TIMER)) {
            fetch();
        }
    }

    private void fetch() {
        isFetching = true;
        int resultsMax = stage.gate.limits().resultsMax(stage.query.operation());
        ByteBuffer filter = cursor.request(Math.min(resultsMax, stage.settings.pageSize()));
        AsyncCallback<Runnable> callback = Objects.requireNonNull(inside);
        ticket = stage.gate.submit(
                stage.query.operation(),
                filter,
                order,
                reply -> callback.invoke(() -> received(reply)),
                // The stage waits for the reply in any case, whether the request waits for credit or is in flight.
                () -> {});
    }

    private void received(RawReply reply) {
        isFetching = false;
        LedgerStreamSettings settings = stage.settings;
        if (reply instanceof RawReply.Results results) {
            takePage(results.bytes());
        } else if (reply instanceof RawReply.Refused refused) {
            boolean mayPass = refused.reason() == Refusal.OVERLOADED;
            retryOrFail(mayPass, settings.overloadTimeout(), refused.reason() + ": " + refused.message());
        } else if (reply instanceof RawReply.Unknown unknown) {
            // A read changes nothing, so it may be repeated.
            boolean mayPass = !settings.unknownTimeout().isZero();
            retryOrFail(mayPass, settings.unknownTimeout(), unknown.message());
        }
        proceed();
    }

    private void takePage(ByteBuffer results) {
        retries.reset();
        cursor.got(results);
        if (results.limit() == 0) {
            if (!cursor.isOver()) {
                timers.start(FETCH_TIMER, polling.idle());
            }
            return;
        }
        polling.busy();
        if (page == null) {
            page = results;
            position = 0;
        } else {
            nextPage = results;
        }
    }

    private void retryOrFail(boolean mayPass, Duration timeout, String why) {
        long now = time.now();
        if (!mayPass || retries.isExhausted(now, timeout)) {
            failure = why;
        } else {
            timers.start(FETCH_TIMER, Duration.ofNanos(retries.failed(now)));
        }
    }

    @Override
    public void postStop() {
        timers.stop();
        ticket.withdraw();
    }
}
