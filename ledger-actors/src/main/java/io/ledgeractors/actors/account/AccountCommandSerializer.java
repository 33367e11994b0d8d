package io.ledgeractors.actors.account;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.GetAccountBalancesReply;
import io.ledgeractors.actors.GetAccountTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity.AccountCommand;
import io.ledgeractors.actors.account.AccountEntity.Movement;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.MessageFormat;
import io.ledgeractors.actors.serialization.MessageSerializer;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Serializes commands for accounts whose entities are on another node. The asker of a command that cannot
 * be read is told that it is refused. Thread-safe.
 */
@InternalApi
public final class AccountCommandSerializer extends MessageSerializer {
    private static final int IDENTIFIER = 1_816_302;

    private static final List<MessageFormat<?>> FORMATS = List.of(
            command(
                    "account.open",
                    AccountEntity.Open.class,
                    AccountCommandSerializer::writeOpen,
                    AccountCommandSerializer::readOpen,
                    CreateAccountsReply::of),
            command(
                    "account.transfer",
                    AccountEntity.Transfer.class,
                    (command, fields) -> writeMovement(command.movement(), fields),
                    (fields, replyTo) -> new AccountEntity.Transfer(readMovement(fields), replyTo),
                    CreateTransfersReply::of),
            command(
                    "account.reserve",
                    AccountEntity.Reserve.class,
                    AccountCommandSerializer::writeReserve,
                    AccountCommandSerializer::readReserve,
                    CreateTransfersReply::of),
            command(
                    "account.post",
                    AccountEntity.Post.class,
                    AccountCommandSerializer::writePost,
                    AccountCommandSerializer::readPost,
                    CreateTransfersReply::of),
            command(
                    "account.void",
                    AccountEntity.Void.class,
                    AccountCommandSerializer::writeVoid,
                    (fields, replyTo) -> readVoiding(fields, replyTo, AccountEntity.Void::new),
                    CreateTransfersReply::of),
            command(
                    "account.close",
                    AccountEntity.Close.class,
                    AccountCommandSerializer::writeClose,
                    AccountCommandSerializer::readClose,
                    CreateTransfersReply::of),
            command(
                    "account.reopen",
                    AccountEntity.Reopen.class,
                    AccountCommandSerializer::writeReopen,
                    (fields, replyTo) -> readVoiding(fields, replyTo, AccountEntity.Reopen::new),
                    CreateTransfersReply::of),
            command(
                    "account.get-balance",
                    AccountEntity.GetBalance.class,
                    (command, fields) -> {},
                    (fields, replyTo) -> new AccountEntity.GetBalance(replyTo),
                    LookupAccountsReply::of),
            command(
                    "account.get-history",
                    AccountEntity.GetHistory.class,
                    (command, fields) -> writeWindow(command.window(), fields),
                    (fields, replyTo) -> new AccountEntity.GetHistory(readWindow(fields), replyTo),
                    GetAccountBalancesReply::of),
            command(
                    "account.get-transfers",
                    AccountEntity.GetTransfers.class,
                    (command, fields) -> writeWindow(command.window(), fields),
                    (fields, replyTo) -> new AccountEntity.GetTransfers(readWindow(fields), replyTo),
                    GetAccountTransfersReply::of));

    /** Makes a command from its fields and the actor that gets the reply. */
    private interface Reader<C, P> {
        C read(FieldReader fields, ActorRef<P> replyTo) throws UnreadableMessageException;
    }

    /** Makes a command that voids a pending transfer. */
    private interface Voiding<C> {
        C create(
                UInt128 id,
                UInt128 pendingId,
                UInt128 amount,
                int ledger,
                int code,
                UserData userData,
                ActorRef<CreateTransfersReply> replyTo);
    }

    /** Creates the serializer; Pekko calls this. */
    public AccountCommandSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, FORMATS);
    }

    static void requireBound(ActorSystem<?> system) {
        requireBound(system, AccountCommandSerializer.class, AccountEntity.Command.class);
    }

    // The asker was answered. The entity ignores what it gets.
    @Override
    protected @Nullable Object inPlaceOf(String name, String why) {
        return AccountEntity.Unreadable.INSTANCE;
    }

    private static <R, P extends LedgerReply<R>, C extends AccountCommand<P>> MessageFormat<C> command(
            String name,
            Class<C> type,
            MessageFormat.Writer<C> writer,
            Reader<C, P> reader,
            Function<LedgerReply.Outcome<R>, P> reply) {
        return new MessageFormat<>(
                name,
                type,
                AccountCommand::replyTo,
                writer,
                (fields, asker) -> reader.read(fields, MessageFormat.requireAsker(asker)),
                (asker, fields, why) -> {
                    ActorRef<P> replyTo = asker.unsafeUpcast();
                    replyTo.tell(reply.apply(new LedgerReply.Refused<>(Refusal.UNAVAILABLE, why)));
                });
    }

    private static void writeOpen(AccountEntity.Open open, FieldWriter fields) {
        fields.putInt(open.ledger()).putInt(open.code()).putInt(open.flags());
        writeUserData(open.userData(), fields);
    }

    private static AccountEntity.Open readOpen(FieldReader fields, ActorRef<CreateAccountsReply> replyTo)
            throws UnreadableMessageException {
        return new AccountEntity.Open(fields.getInt(), fields.getInt(), fields.getInt(), readUserData(fields), replyTo);
    }

    private static void writeReserve(AccountEntity.Reserve reserve, FieldWriter fields) {
        writeMovement(reserve.movement(), fields);
        fields.putInt(reserve.timeoutSeconds());
    }

    private static AccountEntity.Reserve readReserve(FieldReader fields, ActorRef<CreateTransfersReply> replyTo)
            throws UnreadableMessageException {
        return new AccountEntity.Reserve(readMovement(fields), fields.getInt(), replyTo);
    }

    private static void writePost(AccountEntity.Post post, FieldWriter fields) {
        fields.putU128(post.id()).putU128(post.reserveId()).putU128(post.amount());
        writeUserData(post.userData(), fields);
        if (post.ledger() != 0 || post.code() != 0) {
            fields.putInt(post.ledger()).putInt(post.code());
        }
    }

    private static AccountEntity.Post readPost(FieldReader fields, ActorRef<CreateTransfersReply> replyTo)
            throws UnreadableMessageException {
        UInt128 id = fields.getU128();
        UInt128 reserveId = fields.getU128();
        UInt128 amount = fields.getU128();
        UserData data = readUserData(fields);
        return fields.hasMore()
                ? new AccountEntity.Post(id, reserveId, amount, fields.getInt(), fields.getInt(), data, replyTo)
                : new AccountEntity.Post(id, reserveId, amount, data, replyTo);
    }

    private static void writeVoid(AccountEntity.Void command, FieldWriter fields) {
        fields.putU128(command.id()).putU128(command.reserveId());
        writeUserData(command.userData(), fields);
        writePending(command.amount(), command.ledger(), command.code(), fields);
    }

    private static void writeClose(AccountEntity.Close close, FieldWriter fields) {
        fields.putU128(close.id())
                .putU128(close.controlAccountId())
                .putInt(close.ledger())
                .putInt(close.code());
        writeUserData(close.userData(), fields);
    }

    private static AccountEntity.Close readClose(FieldReader fields, ActorRef<CreateTransfersReply> replyTo)
            throws UnreadableMessageException {
        return new AccountEntity.Close(
                fields.getU128(), fields.getU128(), fields.getInt(), fields.getInt(), readUserData(fields), replyTo);
    }

    private static void writeReopen(AccountEntity.Reopen reopen, FieldWriter fields) {
        fields.putU128(reopen.id()).putU128(reopen.closingId());
        writeUserData(reopen.userData(), fields);
        writePending(reopen.amount(), reopen.ledger(), reopen.code(), fields);
    }

    private static <C> C readVoiding(FieldReader fields, ActorRef<CreateTransfersReply> replyTo, Voiding<C> command)
            throws UnreadableMessageException {
        UInt128 id = fields.getU128();
        UInt128 pendingId = fields.getU128();
        UserData data = readUserData(fields);
        return fields.hasMore()
                ? command.create(id, pendingId, fields.getU128(), fields.getInt(), fields.getInt(), data, replyTo)
                : command.create(id, pendingId, UInt128.ZERO, 0, 0, data, replyTo);
    }

    // Fields that are not stated are left out, and a reader that finds no more fields takes them as not stated.
    private static void writePending(UInt128 amount, int ledger, int code, FieldWriter fields) {
        if (!amount.isZero() || ledger != 0 || code != 0) {
            fields.putU128(amount).putInt(ledger).putInt(code);
        }
    }

    private static void writeMovement(Movement movement, FieldWriter fields) {
        int block = fields.openBlock();
        fields.putU128(movement.id())
                .putU128(movement.creditAccountId())
                .putU128(movement.amount())
                .putInt(movement.ledger())
                .putInt(movement.code());
        writeUserData(movement.userData(), fields);
        fields.closeBlock(block);
    }

    private static Movement readMovement(FieldReader fields) throws UnreadableMessageException {
        FieldReader block = fields.getBlock();
        return new Movement(
                block.getU128(), block.getU128(), block.getU128(), block.getInt(), block.getInt(), readUserData(block));
    }

    private static void writeWindow(Window window, FieldWriter fields) {
        fields.putLong(window.timestampMin())
                .putLong(window.timestampMax())
                .putInt(window.limit())
                .putFlag(window.isNewestFirst());
    }

    private static Window readWindow(FieldReader fields) throws UnreadableMessageException {
        return new Window(fields.getLong(), fields.getLong(), fields.getInt(), fields.getFlag());
    }

    private static void writeUserData(UserData data, FieldWriter fields) {
        fields.putU128(data.data128()).putLong(data.data64()).putInt(data.data32());
    }

    private static UserData readUserData(FieldReader fields) throws UnreadableMessageException {
        return new UserData(fields.getU128(), fields.getLong(), fields.getInt());
    }
}
