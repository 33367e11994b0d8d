package io.ledgeractors.it.vortex;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An operation that a driver knows, with the layouts of its events and results. These are the operations of
 * TigerBeetle's own drivers in 0.17. Immutable.
 *
 * @param <E> an event
 * @param <R> a result
 */
final class VortexOperation<E, R> {
    /** Reads a value at an offset in bytes. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    /** Writes a value at an offset in bytes. */
    @FunctionalInterface
    interface Encoder<T> {
        void encode(T value, ByteBuffer buffer, int offset);
    }

    /** Asks a ledger. */
    @FunctionalInterface
    private interface Call<E, R> {
        List<R> call(VortexLedger ledger, List<E> events) throws InterruptedException;
    }

    static final VortexOperation<Account, CreateAccountResult> CREATE_ACCOUNTS = new VortexOperation<>(
            Operation.CREATE_ACCOUNTS,
            AccountCodec::decode,
            (result, buffer, offset) ->
                    CreateAccountResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
            VortexLedger::createAccounts);

    static final VortexOperation<Transfer, CreateTransferResult> CREATE_TRANSFERS = new VortexOperation<>(
            Operation.CREATE_TRANSFERS,
            TransferCodec::decode,
            (result, buffer, offset) ->
                    CreateTransferResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
            VortexLedger::createTransfers);

    static final VortexOperation<UInt128, Account> LOOKUP_ACCOUNTS = new VortexOperation<>(
            Operation.LOOKUP_ACCOUNTS, Bytes::getU128, AccountCodec::encode, VortexLedger::lookupAccounts);

    static final VortexOperation<UInt128, Transfer> LOOKUP_TRANSFERS = new VortexOperation<>(
            Operation.LOOKUP_TRANSFERS, Bytes::getU128, TransferCodec::encode, VortexLedger::lookupTransfers);

    private static final List<VortexOperation<?, ?>> KNOWN =
            List.of(LOOKUP_ACCOUNTS, LOOKUP_TRANSFERS, CREATE_ACCOUNTS, CREATE_TRANSFERS);

    private final Operation operation;
    private final Decoder<E> decoder;
    private final Encoder<R> encoder;
    private final Call<E, R> call;

    private VortexOperation(Operation operation, Decoder<E> decoder, Encoder<R> encoder, Call<E, R> call) {
        this.operation = operation;
        this.decoder = decoder;
        this.encoder = encoder;
        this.call = call;
    }

    /** Returns the operation with this number on the wire, or nothing if a driver does not know it. */
    static Optional<VortexOperation<?, ?>> ofCode(int code) {
        return KNOWN.stream().filter(known -> known.code() == code).findAny();
    }

    /** Returns the numbers and names of all operations, for people. */
    static String known() {
        return KNOWN.stream()
                .map(known -> known.code() + " (" + known.operation + ")")
                .collect(Collectors.joining(", "));
    }

    int code() {
        return operation.code();
    }

    /** Returns the bytes of one event. */
    int eventSize() {
        return operation.eventSize();
    }

    /** Executes these events and returns the frame of the reply. */
    ByteBuffer execute(VortexLedger ledger, ByteBuffer events) throws InterruptedException {
        List<E> decoded = new ArrayList<>(events.limit() / eventSize());
        for (int offset = 0; offset < events.limit(); offset += eventSize()) {
            decoded.add(decoder.decode(events, offset));
        }
        return VortexFrames.reply(call.call(ledger, decoded), operation.resultSize(), encoder);
    }
}
