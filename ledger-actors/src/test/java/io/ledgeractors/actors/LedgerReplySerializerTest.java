package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.serialization.MessageBytes;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LedgerReplySerializerTest {
    private static final long SEED = Long.getLong("ledger.seed", 20_261_129);
    private static final List<ReplyType<?, ?>> TYPES = List.of(
            ReplyType.CREATE_ACCOUNTS,
            ReplyType.CREATE_TRANSFERS,
            ReplyType.LOOKUP_ACCOUNTS,
            ReplyType.LOOKUP_TRANSFERS,
            ReplyType.GET_ACCOUNT_TRANSFERS,
            ReplyType.GET_ACCOUNT_BALANCES,
            ReplyType.QUERY_ACCOUNTS,
            ReplyType.QUERY_TRANSFERS,
            ReplyType.GET_CHANGE_EVENTS);

    private static final ActorTestKit KIT = ActorTestKit.create();

    private final MessageBytes bytes = new MessageBytes(KIT.system());
    private final Random random = new Random(SEED);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void shouldKnowEveryReply() {
        assertThat(TYPES).extracting(type -> (Object) type.replyClass()).containsExactlyInAnyOrder((Object[])
                LedgerReply.class.getPermittedSubclasses());
    }

    @Test
    void shouldCarryRefusalsAndUnknownOutcomesOfEveryOperation() {
        for (ReplyType<?, ?> type : TYPES) {
            for (Refusal reason : Refusal.values()) {
                bytes.requireSame(type.refused(reason, "reason " + reason));
            }
            bytes.requireSame(unknown(type));
        }
    }

    private static <R, P> P unknown(ReplyType<R, P> type) {
        return type.reply(new LedgerReply.Unknown<>(List.of(UInt128.ZERO, UInt128.MAX), "nobody knows"));
    }

    @Test
    void shouldCarryResults() {
        List<CreateAccountResult> accountResults = Arrays.stream(CreateAccountStatus.values())
                .map(status -> new CreateAccountResult(random.nextLong(), status))
                .toList();
        bytes.requireSame(CreateAccountsReply.of(new LedgerReply.Results<>(accountResults, 1)));
        List<CreateTransferResult> transferResults = Arrays.stream(CreateTransferStatus.values())
                .map(status -> new CreateTransferResult(random.nextLong(), status))
                .toList();
        bytes.requireSame(CreateTransfersReply.of(new LedgerReply.Results<>(transferResults, -1)));
        List<Account> accounts = IntStream.range(0, 5).mapToObj(i -> account()).toList();
        bytes.requireSame(LookupAccountsReply.of(new LedgerReply.Results<>(accounts, 2)));
        bytes.requireSame(QueryAccountsReply.of(new LedgerReply.Results<>(accounts.subList(1, 3), 2)));
        List<Transfer> transfers =
                IntStream.range(0, 5).mapToObj(i -> transfer()).toList();
        bytes.requireSame(LookupTransfersReply.of(new LedgerReply.Results<>(transfers, 3)));
        bytes.requireSame(GetAccountTransfersReply.of(new LedgerReply.Results<>(transfers, 3)));
        bytes.requireSame(QueryTransfersReply.of(new LedgerReply.Results<>(List.of(), 3)));
        bytes.requireSame(GetAccountBalancesReply.of(new LedgerReply.Results<>(
                List.of(new AccountBalance(number(), number(), number(), number(), random.nextLong())), 4)));
        bytes.requireSame(GetChangeEventsReply.of(new LedgerReply.Results<>(List.of(), 5)));
    }

    @Test
    void shouldCarryTheBytesOfTheLedgerAsTheyAre() {
        ByteBuffer results = Bytes.allocate(20 * Operation.CREATE_TRANSFERS.resultSize());
        for (int at = 0; at < results.limit(); at += Operation.CREATE_TRANSFERS.resultSize()) {
            results.putLong(at, random.nextLong()).putInt(at + 8, CreateTransferStatus.Exists.code());
        }
        CreateTransfersReply reply = ReplyType.CREATE_TRANSFERS.results(results, 9);
        byte[] written = bytes.requireSame(reply);
        assertThat(written).hasSizeLessThan(results.limit() + 64);
    }

    @Test
    void shouldTurnAReplyThatCannotBeReadIntoAnUnknownOutcome() {
        SerializerWithStringManifest serializer = bytes.serializer(unknown(ReplyType.CREATE_TRANSFERS));
        byte[] written = serializer.toBinary(ReplyType.CREATE_TRANSFERS.refused(Refusal.DENIED, "no"));
        Object newer = MessageBytes.read(serializer, written, "reply.create-transfers/2");
        assertUnknown(newer, "version 2");
        written[written.length - 1]++;
        assertUnknown(MessageBytes.read(serializer, written, "reply.create-transfers/1"), "checksum");
    }

    private static void assertUnknown(Object reply, String why) {
        assertThat(((CreateTransfersReply) reply).outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Unknown.class,
                        unknown -> assertThat(unknown.message()).contains(why));
    }

    @Test
    void shouldRejectResultsThatThisReleaseDoesNotKnow() {
        ByteBuffer results =
                Bytes.allocate(Operation.CREATE_TRANSFERS.resultSize()).putInt(8, 9_999);
        CreateTransfersReply newer = ReplyType.CREATE_TRANSFERS.results(results, 9);
        SerializerWithStringManifest serializer = bytes.serializer(newer);
        Object read = MessageBytes.read(serializer, serializer.toBinary(newer), serializer.manifest(newer));
        assertUnknown(read, "cannot be read");
    }

    @Test
    void shouldSurviveChangedBytes() {
        System.out.println("changed replies from seed " + SEED);
        List<Object> replies = new ArrayList<>();
        replies.add(LookupTransfersReply.of(new LedgerReply.Results<>(List.of(transfer(), transfer()), 3)));
        TYPES.forEach(type -> replies.add(unknown(type)));
        TYPES.forEach(type -> replies.add(type.refused(Refusal.INVALID, "no")));
        replies.forEach(reply -> bytes.requireThatNothingElseIsThrown(reply, random, 500));
    }

    @Test
    void shouldReadAndWriteVersion1AsRecorded() {
        MessageBytes.requireAsRecorded(bytes.serializer(unknown(ReplyType.CREATE_TRANSFERS)), "reply.");
    }

    private UInt128 number() {
        return MessageBytes.number(random);
    }

    private Account account() {
        return Account.builder()
                .id(number())
                .debitsPosted(number())
                .userData128(number())
                .userData64Unsigned(random.nextLong())
                .userData32Unsigned(random.nextInt())
                .ledger(1 + random.nextInt(9))
                .code(1 + random.nextInt(0xffff))
                .build();
    }

    private Transfer transfer() {
        return Transfer.builder()
                .id(number())
                .debitAccountId(number())
                .creditAccountId(number())
                .amount(number())
                .userData64Unsigned(random.nextLong())
                .timeout(random.nextInt(1_000))
                .ledger(1 + random.nextInt(9))
                .code(1 + random.nextInt(0xffff))
                .build();
    }
}
