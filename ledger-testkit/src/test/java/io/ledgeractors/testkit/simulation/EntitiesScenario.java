package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.PolicySettings;
import io.ledgeractors.actors.account.UserData;
import io.ledgeractors.actors.account.Window;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Commands for the entities of a few accounts, whose policy allows, denies, fails, is slow or never decides. Each
 * account may have entities in several processes at once. Entities stop, and processes die. All replies are compared
 * with what the policy decided, with the order of the commands, and with the ledger.
 */
final class EntitiesScenario implements SimulationScenario {
    private static final int ACCOUNTS = 6;
    private static final int LEDGER = 1;
    private static final int CODE = 1;
    private static final Duration SOON = Duration.ofMillis(200);
    private static final long ANSWERED_WITHIN = Duration.ofSeconds(60).toNanos();

    private @Nullable Run run;

    @Override
    public void begin(SimulatedWorld world) {
        run = new Run(world);
        run.begin();
    }

    @Override
    public void check(SimulatedWorld world) {
        if (run == null || !run.isOver) {
            throw new AssertionError("the ledger was not read at the end");
        }
    }

    private static final class Run {
        private final SimulatedWorld world;
        private final Random random;
        private final @Nullable PolicySettings settings;
        private final SimulatedClient front;
        private final List<SimulatedClient> processes = new ArrayList<>();
        private final List<EntityOfTest> entities = new ArrayList<>();
        private final List<CommandOfTest> commands = new ArrayList<>();
        private final List<UInt128> reserves = new ArrayList<>();
        private final List<UInt128> closings = new ArrayList<>();
        private long ids = 1_000;
        private int senders;
        private boolean isOver;

        Run(SimulatedWorld world) {
            this.world = world;
            this.random = world.random();
            this.settings = random.nextInt(5) == 0
                    ? null
                    : new PolicySettings(
                            1 + random.nextInt(4),
                            Duration.ofMillis(20 + random.nextInt(500)),
                            1 + random.nextInt(random.nextBoolean() ? 5 : 50));
            this.front = world.newClient();
        }

        void begin() {
            int count = 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                processes.add(world.newClient());
                for (int account = 1; account <= ACCOUNTS; account++) {
                    entities.add(newEntity(i, UInt128.of(account)));
                }
            }
            senders = 1 + random.nextInt(4);
            for (int i = 0; i < senders; i++) {
                int left = 1 + random.nextInt(60);
                world.after(Duration.ofMillis(random.nextInt(3_000)), () -> sendSome(left));
            }
            for (EntityOfTest entity : List.copyOf(entities)) {
                send(entity, entity.account, 0);
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                world.after(Duration.ofMillis(random.nextInt(8_000)), this::stopOne);
            }
            for (int i = random.nextInt(2); i > 0; i--) {
                world.after(Duration.ofMillis(random.nextInt(8_000)), this::killOne);
            }
            watch();
        }

        private EntityOfTest newEntity(int process, UInt128 account) {
            EntityOfTest entity = new EntityOfTest(world, process, account, settings);
            entity.begin(processes.get(process));
            return entity;
        }

        private void stopOne() {
            int at = random.nextInt(entities.size());
            EntityOfTest entity = entities.get(at);
            entity.isStopped = true;
            processes.get(entity.process).stop(entity.actor());
            entities.set(at, newEntity(random.nextInt(processes.size()), entity.account));
        }

        private void killOne() {
            int process = random.nextInt(processes.size());
            processes.get(process).kill();
            processes.set(process, world.newClient());
            for (int i = 0; i < entities.size(); i++) {
                EntityOfTest entity = entities.get(i);
                if (entity.process == process) {
                    entities.set(i, newEntity(process, entity.account));
                }
            }
            commands.stream()
                    .filter(command -> command.entity.process == process)
                    .filter(command -> !entities.contains(command.entity))
                    .forEach(command -> command.isLost = true);
        }

        // ---- senders

        private void sendSome(int left) {
            if (left <= 0) {
                senders--;
                return;
            }
            EntityOfTest entity = entities.get(random.nextInt(entities.size()));
            int burst = random.nextInt(5) == 0 ? 1 + random.nextInt(20) : 1;
            for (int i = 0; i < burst; i++) {
                send(entity, entity.account, 1 + random.nextInt(11));
            }
            int pause = random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(5);
            world.after(Duration.ofMillis(pause), () -> sendSome(left - burst));
        }

        private void send(EntityOfTest entity, UInt128 account, int kind) {
            UInt128 id = UInt128.of(ids++);
            CommandOfTest sent = new CommandOfTest(entity, id, world.clock().monotonicNanos());
            switch (kind) {
                case 0 ->
                    tell(sent, new AccountEntity.Open(LEDGER, CODE, flags(account), UserData.NONE, replyTo(sent)));
                case 1 -> tell(sent, new AccountEntity.GetBalance(replyTo(sent)));
                case 2 -> tell(sent, new AccountEntity.GetHistory(Window.NEWEST, replyTo(sent)));
                case 3 -> tell(sent, new AccountEntity.GetTransfers(Window.NEWEST, replyTo(sent)));
                case 4, 5 -> {
                    reserves.add(id);
                    int seconds = random.nextInt(4);
                    tell(sent, new AccountEntity.Reserve(movement(id), seconds, replyTo(sent)));
                }
                case 6 -> {
                    UInt128 reserve = anyOf(reserves);
                    UInt128 amount = random.nextBoolean() ? UInt128.MAX : UInt128.of(random.nextInt(5));
                    tell(sent, new AccountEntity.Post(id, reserve, amount, UserData.NONE, replyTo(sent)));
                }
                case 7 -> {
                    UInt128 reserve = anyOf(reserves);
                    tell(sent, new AccountEntity.Void(id, reserve, UserData.NONE, replyTo(sent)));
                }
                case 8 -> {
                    if (random.nextInt(4) == 0) {
                        closings.add(id);
                        tell(
                                sent,
                                new AccountEntity.Close(
                                        id, UInt128.of(ACCOUNTS + 1), LEDGER, CODE, UserData.NONE, replyTo(sent)));
                    } else {
                        UInt128 closing = anyOf(closings);
                        tell(sent, new AccountEntity.Reopen(id, closing, UserData.NONE, replyTo(sent)));
                    }
                }
                default -> {
                    AccountEntity.Movement movement = movement(id);
                    tell(sent, new AccountEntity.Transfer(movement, replyTo(sent)));
                }
            }
        }

        private static int flags(UInt128 account) {
            return account.low() % 3 == 0 ? AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS : AccountFlags.HISTORY;
        }

        private UInt128 anyOf(List<UInt128> known) {
            return known.isEmpty() ? UInt128.of(999) : known.get(random.nextInt(known.size()));
        }

        private AccountEntity.Movement movement(UInt128 id) {
            UInt128 to = UInt128.of(1 + random.nextInt(ACCOUNTS));
            return new AccountEntity.Movement(id, to, UInt128.of(random.nextInt(100)), LEDGER, CODE, UserData.NONE);
        }

        private <P extends LedgerReply<?>> ActorRef<P> replyTo(CommandOfTest sent) {
            return front.spawn(Behaviors.receiveMessage(reply -> {
                sent.answered(reply);
                return Behaviors.same();
            }));
        }

        private void tell(CommandOfTest sent, AccountEntity.AccountCommand<?> command) {
            commands.add(sent);
            sent.entity.tell(sent, command);
        }

        // ---- the end

        private void watch() {
            long now = world.clock().monotonicNanos();
            boolean isWaiting = senders > 0;
            for (CommandOfTest command : commands) {
                if (command.isWaiting()) {
                    isWaiting = true;
                    if (now - command.sentAt > ANSWERED_WITHIN) {
                        throw new AssertionError(command + " has no answer");
                    }
                }
            }
            if (isWaiting || now < Duration.ofSeconds(9).toNanos()) {
                world.after(SOON, this::watch);
            } else {
                entities.forEach(EntityOfTest::requireOrder);
                readRefused(0);
            }
        }

        // The ledger must hold no transfer of a refused command.
        private void readRefused(int from) {
            int to = Math.min(commands.size(), from + 100);
            List<UInt128> ids = commands.subList(from, to).stream()
                    .filter(CommandOfTest::isRefused)
                    .map(command -> command.id)
                    .toList();
            if (from == commands.size()) {
                isOver = true;
                return;
            }
            front.ask(
                    LedgerRequest.lookupTransfers(ids),
                    reply -> world.after(Duration.ZERO, () -> {
                        if (!(reply.outcome() instanceof LedgerReply.Results<?> results)) {
                            readRefused(from);
                        } else if (!results.results().isEmpty()) {
                            throw new AssertionError("it was refused, but is in the ledger: " + results.results());
                        } else {
                            readRefused(to);
                        }
                    }));
        }
    }
}
