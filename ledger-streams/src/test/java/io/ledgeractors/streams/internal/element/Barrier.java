package io.ledgeractors.streams.internal.element;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import scala.jdk.javaapi.FutureConverters;

/**
 * Passes elements on. Its materialised value tells when the stream has processed everything that was sent to it before.
 * So a test can check that the stream does not do something, without waiting for a fixed time.
 */
final class Barrier<T>
        extends AbstractGraphStageWithMaterializedValue<FlowShape<T, T>, Supplier<CompletionStage<Done>>> {
    private final Inlet<T> in = Inlet.create("Barrier.in");
    private final Outlet<T> out = Outlet.create("Barrier.out");
    private final FlowShape<T, T> shape = FlowShape.of(in, out);

    @Override
    public FlowShape<T, T> shape() {
        return shape;
    }

    @Override
    public Pair<GraphStageLogic, Supplier<CompletionStage<Done>>> createLogicAndMaterializedValuePair(
            Attributes inheritedAttributes) {
        Logic logic = new Logic();
        return Pair.create(logic, logic::passed);
    }

    private final class Logic extends GraphStageLogic {
        private final AsyncCallback<Done> callback = createAsyncCallback(done -> {});

        Logic() {
            super(shape);
            setHandler(in, new AbstractInHandler() {
                @Override
                public void onPush() {
                    push(out, grab(in));
                }
            });
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    pull(in);
                }
            });
        }

        CompletionStage<Done> passed() {
            return FutureConverters.asJava(callback.invokeWithFeedback(Done.getInstance()));
        }
    }
}
