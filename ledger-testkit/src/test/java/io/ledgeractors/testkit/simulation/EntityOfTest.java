package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.AccountPolicy;
import io.ledgeractors.actors.account.PolicySettings;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** An entity of an account, with the policy that decides about its commands. */
final class EntityOfTest implements AccountPolicy {
    final int process;
    final UInt128 account;

    /** True once the entity was told to stop. */
    boolean isStopped;

    /** True once the policy has returned null, which makes the entity fail. */
    boolean hasFailed;

    private final SimulatedWorld world;
    private final Random random;
    private final @Nullable PolicySettings settings;
    private final List<CommandOfTest> sent = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private @Nullable ActorRef<AccountEntity.Command> actor;

    EntityOfTest(SimulatedWorld world, int process, UInt128 account, @Nullable PolicySettings settings) {
        this.world = world;
        this.random = world.random();
        this.process = process;
        this.account = account;
        this.settings = settings;
    }

    void begin(SimulatedClient client) {
        actor = client.spawn(
                settings == null
                        ? AccountEntity.create(account, client.batcher())
                        : AccountEntity.create(account, client.batcher(), this, settings, world.alarms()));
    }

    ActorRef<AccountEntity.Command> actor() {
        return Objects.requireNonNull(actor);
    }

    boolean hasPolicy() {
        return settings != null;
    }

    int maxWaiting() {
        return settings == null ? Integer.MAX_VALUE : settings.maxWaiting();
    }

    int outstanding() {
        return (int) sent.stream().filter(command -> !command.isAnswered()).count();
    }

    void tell(CommandOfTest one, AccountEntity.AccountCommand<?> command) {
        one.command = command;
        one.ahead = outstanding();
        sent.add(one);
        actor().tell(command);
    }

    /** Checks that the ledger executed the commands in the order in which they were sent. */
    void requireOrder() {
        CommandOfTest last = null;
        for (CommandOfTest next : sent) {
            if (next.executedAt() != 0) {
                if (last != null && last.executedAt() > next.executedAt()) {
                    throw new AssertionError(next + " was executed at " + next.executedAt() + ", but " + last
                            + ", which was sent before, at " + last.executedAt());
                }
                last = next;
            }
        }
    }

    // ---- the policy

    @Override
    public CompletionStage<Decision> decide(UInt128 accountId, AccountEntity.AccountCommand<?> command) {
        PolicySettings limits = Objects.requireNonNull(settings);
        CommandOfTest one = sent.stream()
                .filter(each -> each.command == command)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the policy is asked about " + command));
        require(accountId.equals(account), one, "another account's policy was asked");
        require(command instanceof AccountEntity.MovementCommand, one, "nothing moves, but the policy was asked");
        require(one.decided == CommandOfTest.Decided.NOT_ASKED, one, "the policy was asked twice");
        long now = world.clock().monotonicNanos();
        long timeout = limits.timeout().toNanos();
        asked.removeIf(at -> now - at >= timeout);
        require(asked.size() < limits.parallelism(), one, "too many commands are asked about at once");
        asked.add(now);
        one.decided = CommandOfTest.Decided.NOT_YET;
        return decide(one, now, timeout);
    }

    private CompletionStage<Decision> decide(CommandOfTest one, long now, long timeout) {
        int kind = random.nextInt(100);
        if (kind < 2) {
            hasFailed = true;
            one.decided = CommandOfTest.Decided.BROKEN;
            asked.clear();
            return null;
        }
        if (kind < 4) {
            ended(one, now, CommandOfTest.Decided.DENIED);
            throw new IllegalStateException("broken");
        }
        if (kind < 8) {
            one.decided = CommandOfTest.Decided.LATE;
            return new CompletableFuture<>();
        }
        Decision decision = kind < 25 ? Decision.deny("no") : Decision.allow();
        CommandOfTest.Decided decided = kind < 25 ? CommandOfTest.Decided.DENIED : CommandOfTest.Decided.ALLOWED;
        if (kind < 50) {
            ended(one, now, decided);
            return CompletableFuture.completedFuture(decision);
        }
        CompletableFuture<Decision> later = new CompletableFuture<>();
        long nanos = random.nextInt((int) (kind < 56 ? timeout * 2 : Math.min(timeout, 20_000_000)));
        world.after(Duration.ofNanos(nanos), () -> {
            if (nanos < timeout) {
                ended(one, now, decided);
            } else {
                one.decided = CommandOfTest.Decided.LATE;
            }
            if (kind == 60) {
                one.decided = one.decided == CommandOfTest.Decided.LATE ? one.decided : CommandOfTest.Decided.DENIED;
                later.complete(null);
            } else {
                later.complete(decision);
            }
        });
        if (nanos >= timeout) {
            one.decided = CommandOfTest.Decided.LATE;
        }
        return later;
    }

    private void ended(CommandOfTest one, long askedAt, CommandOfTest.Decided decided) {
        one.decided = decided;
        asked.remove(askedAt);
    }

    private static void require(boolean holds, CommandOfTest one, String message) {
        if (!holds) {
            throw new AssertionError(message + ": " + one);
        }
    }
}
