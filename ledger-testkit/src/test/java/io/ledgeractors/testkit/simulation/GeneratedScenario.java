package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.tck.generator.GeneratedRequest;
import io.ledgeractors.tck.generator.RequestGenerator;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random requests of all operations, imported accounts and transfers among them, which often reach each status of the
 * ledger. Processes die now and then.
 */
final class GeneratedScenario implements SimulationScenario {
    private static final int BODY_MAX = 32_512;
    private static final int ASKS = 150;

    @Override
    public void begin(SimulatedWorld world) {
        new Run(world).begin();
    }

    private static final class Run {
        private final SimulatedWorld world;
        private final Random random;
        private final RequestGenerator generator;
        private final List<SimulatedClient> clients = new ArrayList<>();
        private final int keys;
        private int left;

        Run(SimulatedWorld world) {
            this.world = world;
            this.random = world.random();
            this.generator = new RequestGenerator(random.nextLong(), BODY_MAX);
            this.keys = random.nextInt(4);
            this.left = 20 + random.nextInt(ASKS);
        }

        void begin() {
            for (int i = random.nextInt(3); i >= 0; i--) {
                clients.add(world.newClient());
            }
            later();
            for (int i = random.nextInt(3); i > 0; i--) {
                world.after(Duration.ofMillis(random.nextInt(8_000)), this::killOne);
            }
        }

        private void killOne() {
            int at = random.nextInt(clients.size());
            clients.get(at).kill();
            clients.set(at, world.newClient());
        }

        private void later() {
            if (left > 0) {
                left--;
                long pause = random.nextInt(8) == 0 ? random.nextInt(500) : random.nextInt(4);
                world.after(Duration.ofMillis(pause), () -> {
                    ask(next());
                    later();
                });
            }
        }

        private GeneratedRequest next() {
            GeneratedRequest next = generator.next(world.clock().realtimeNanos());
            while (!canBeAsked(next)) {
                next = generator.next(world.clock().realtimeNanos());
            }
            return next;
        }

        private static boolean canBeAsked(GeneratedRequest request) {
            Operation operation = request.operation();
            ByteBuffer body = request.body();
            if (!operation.isCurrent()) {
                return false;
            }
            if (!operation.isMultiBatch()) {
                return body.limit() == operation.eventSize();
            }
            return MultiBatch.batches(body, 0, body.limit(), operation.eventSize()) == 1
                    && (operation.kind() != Operation.Kind.QUERY || MultiBatch.count(body, 0, body.limit(), 0) == 1);
        }

        private void ask(GeneratedRequest request) {
            Operation operation = request.operation();
            int size = operation.isMultiBatch()
                    ? MultiBatch.count(request.body(), 0, request.body().limit(), 0) * operation.eventSize()
                    : request.body().limit();
            LedgerBatcher.Submit command =
                    LedgerBatcher.Submit.of(operation, request.body().slice(0, size), reply -> learn(request, reply));
            int key = random.nextInt(keys + 1);
            clients.get(random.nextInt(clients.size())).batcher().tell(key == 0 ? command : command.withOrder(key));
        }

        private void learn(GeneratedRequest request, RawReply reply) {
            if (request.operation().isCreate() && reply instanceof RawReply.Results results) {
                int size = request.operation().resultSize();
                int length = results.bytes().limit();
                ByteBuffer body =
                        Bytes.allocate(length + MultiBatch.trailerSize(1, size)).put(0, results.bytes(), 0, length);
                MultiBatch.writeTrailer(body, 0, new int[] {length / size}, 1, size);
                generator.learn(request, results.timestamp(), body);
            }
        }
    }
}
