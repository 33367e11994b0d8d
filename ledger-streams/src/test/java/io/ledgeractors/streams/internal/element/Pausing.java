package io.ledgeractors.streams.internal.element;

import java.util.Random;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/** Holds some elements back for a few turns of the stream, which is a pause that takes no time. */
final class Pausing<T> extends GraphStage<FlowShape<T, T>> {
    private final Inlet<T> in = Inlet.create("Pausing.in");
    private final Outlet<T> out = Outlet.create("Pausing.out");
    private final FlowShape<T, T> shape = FlowShape.of(in, out);
    private final long seed;
    private final int oneOf;

    Pausing(long seed, int oneOf) {
        this.seed = seed;
        this.oneOf = oneOf;
    }

    @Override
    public FlowShape<T, T> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {
        private final Random random = new Random(seed);
        private AsyncCallback<Integer> turn;
        private T held;
        private Throwable failure;

        Logic() {
            super(shape);
            setHandler(in, new AbstractInHandler() {
                @Override
                public void onPush() {
                    held = grab(in);
                    turn(random.nextInt(oneOf) == 0 ? 1 + random.nextInt(8) : 0);
                }

                @Override
                public void onUpstreamFinish() {
                    if (held == null) {
                        completeStage();
                    }
                }

                @Override
                public void onUpstreamFailure(Throwable cause) {
                    failure = cause;
                    if (held == null) {
                        failStage(cause);
                    }
                }
            });
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    pull(in);
                }
            });
        }

        @Override
        public void preStart() {
            turn = createAsyncCallback(this::turn);
        }

        private void turn(int left) {
            if (left > 0) {
                turn.invoke(left - 1);
                return;
            }
            T element = held;
            held = null;
            push(out, element);
            if (failure != null) {
                failStage(failure);
            } else if (isClosed(in)) {
                completeStage();
            }
        }
    }
}
