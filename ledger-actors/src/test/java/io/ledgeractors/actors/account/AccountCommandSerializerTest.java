package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.GetAccountBalancesReply;
import io.ledgeractors.actors.GetAccountTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.serialization.MessageBytes;
import io.ledgeractors.model.UInt128;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountCommandSerializerTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_129);

    private static final ActorTestKit KIT = ActorTestKit.create("recorded");

    private final MessageBytes bytes = new MessageBytes(KIT.system());
    private final Random random = new Random(SEED);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldCarryEveryCommand() {
        System.out.println("commands of accounts from seed " + SEED);
        for (int i = 0; i < 100; i++) {
            commands(KIT.<Object>createTestProbe().getRef()).forEach(bytes::requireSame);
        }
        assertThat(commands(KIT.<Object>createTestProbe().getRef())
                        .map(Object::getClass)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        classes(AccountEntity.AccountCommand.class).collect(Collectors.toList()));
    }

    private static Stream<Class<?>> classes(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(type)
                : Arrays.stream(permitted).flatMap(AccountCommandSerializerTest::classes);
    }

    @Test
    void shouldCarryEachFieldOfAPendingTransferThatIsStated() {
        ActorRef<CreateTransfersReply> asker =
                KIT.<CreateTransfersReply>createTestProbe().getRef();
        for (int stated = 0; stated < 8; stated++) {
            UInt128 amount = UInt128.of((stated & 1) * 50);
            int ledger = (stated >> 1 & 1) * 700;
            int code = (stated >> 2) * 10;
            bytes.requireSame(new AccountEntity.Post(number(), number(), amount, ledger, code, data(), asker));
            bytes.requireSame(new AccountEntity.Void(number(), number(), amount, ledger, code, data(), asker));
            bytes.requireSame(new AccountEntity.Reopen(number(), number(), amount, ledger, code, data(), asker));
        }
    }

    @Test
    void shouldTellTheAskerOfACommandInAnUnknownVersion() {
        TestProbe<Object> asker = KIT.createTestProbe();
        commands(asker.getRef()).forEach(command -> {
            SerializerWithStringManifest serializer = bytes.serializer(command);
            String newer = serializer.manifest(command).replace("/1", "/2");
            Object read = MessageBytes.read(serializer, serializer.toBinary(command), newer);
            assertThat(read).isEqualTo(AccountEntity.Unreadable.INSTANCE);
            LedgerReply<?> reply = (LedgerReply<?>) asker.receiveMessage();
            assertThat(reply.getClass()).isEqualTo(replyClass(command));
            assertThat(reply.outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
                assertThat(refused.message()).contains(newer, "write-version");
            });
        });
    }

    private static Class<?> replyClass(AccountEntity.AccountCommand<?> command) {
        if (command instanceof AccountEntity.Open) {
            return CreateAccountsReply.class;
        }
        if (command instanceof AccountEntity.GetBalance) {
            return LookupAccountsReply.class;
        }
        if (command instanceof AccountEntity.GetHistory) {
            return GetAccountBalancesReply.class;
        }
        return command instanceof AccountEntity.GetTransfers
                ? GetAccountTransfersReply.class
                : CreateTransfersReply.class;
    }

    @Test
    void shouldSurviveChangedBytes() {
        System.out.println("changed commands of accounts from seed " + SEED);
        commands(KIT.system().deadLetters())
                .forEach(command -> bytes.requireThatNothingElseIsThrown(command, random, 1_000));
    }

    @Test
    void shouldReadAndWriteVersion1AsRecorded() {
        AccountEntity.GetBalance any = new AccountEntity.GetBalance(KIT.system().deadLetters());
        MessageBytes.requireAsRecorded(bytes.serializer(any), "account.");
    }

    private Stream<AccountEntity.AccountCommand<?>> commands(ActorRef<Object> asker) {
        ActorRef<CreateTransfersReply> transfers = asker.unsafeUpcast();
        return Stream.of(
                new AccountEntity.Open(
                        random.nextInt(), random.nextInt(), random.nextInt(), data(), asker.unsafeUpcast()),
                new AccountEntity.Transfer(movement(), transfers),
                new AccountEntity.Reserve(movement(), random.nextInt(), transfers),
                new AccountEntity.Post(number(), number(), number(), data(), transfers),
                new AccountEntity.Post(
                        number(), number(), number(), random.nextInt(), random.nextInt(), data(), transfers),
                new AccountEntity.Void(number(), number(), data(), transfers),
                new AccountEntity.Void(
                        number(), number(), number(), random.nextInt(), random.nextInt(), data(), transfers),
                new AccountEntity.Close(number(), number(), random.nextInt(), random.nextInt(), data(), transfers),
                new AccountEntity.Reopen(number(), number(), data(), transfers),
                new AccountEntity.Reopen(
                        number(), number(), number(), random.nextInt(), random.nextInt(), data(), transfers),
                new AccountEntity.GetBalance(asker.unsafeUpcast()),
                new AccountEntity.GetHistory(window(), asker.unsafeUpcast()),
                new AccountEntity.GetTransfers(Window.NEWEST, asker.unsafeUpcast()));
    }

    private AccountEntity.Movement movement() {
        return new AccountEntity.Movement(number(), number(), number(), random.nextInt(), random.nextInt(), data());
    }

    private Window window() {
        return new Window(random.nextLong(), random.nextLong(), random.nextInt(), random.nextBoolean());
    }

    private UserData data() {
        return List.of(UserData.NONE, new UserData(number(), random.nextLong(), random.nextInt()))
                .get(random.nextInt(2));
    }

    private UInt128 number() {
        return MessageBytes.number(random);
    }
}
