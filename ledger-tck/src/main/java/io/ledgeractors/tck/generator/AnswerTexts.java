package io.ledgeractors.tck.generator;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** Describes the difference between two replies, for people. */
final class AnswerTexts {
    private AnswerTexts() {}

    /** Returns what differs between two replies that are not equal. */
    static String difference(GeneratedRequest request, ByteBuffer first, ByteBuffer second) {
        Operation operation = request.operation();
        int size = operation.resultSize();
        List<Integer> firstCounts = GeneratedRequest.batches(operation, first, size);
        List<Integer> secondCounts = GeneratedRequest.batches(operation, second, size);
        int result = Math.max(0, first.mismatch(second)) / size;
        return "results per batch " + firstCounts + " and " + secondCounts + "; they part at result " + result
                + "\n  first   " + result(operation, first, result, firstCounts)
                + "\n  second  " + result(operation, second, result, secondCounts)
                + "\n  sent    " + sent(request, result);
    }

    private static String result(Operation operation, ByteBuffer reply, int result, List<Integer> counts) {
        if (result >= counts.stream().mapToInt(Integer::intValue).sum()) {
            return "no such result";
        }
        int at = result * operation.resultSize();
        return switch (operation) {
            case CREATE_ACCOUNTS -> CreateAccountStatus.ofCode(reply.getInt(at + 8)) + " at " + reply.getLong(at);
            case CREATE_TRANSFERS -> CreateTransferStatus.ofCode(reply.getInt(at + 8)) + " at " + reply.getLong(at);
            case CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN ->
                reply.getInt(at) + ": " + CreateAccountStatus.ofCode(reply.getInt(at + 4));
            case CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN ->
                reply.getInt(at) + ": " + CreateTransferStatus.ofCode(reply.getInt(at + 4));
            case LOOKUP_ACCOUNTS, LOOKUP_ACCOUNTS_PLAIN, QUERY_ACCOUNTS, QUERY_ACCOUNTS_PLAIN ->
                text(AccountCodec.decode(reply, at));
            case GET_ACCOUNT_BALANCES, GET_ACCOUNT_BALANCES_PLAIN -> text(AccountBalanceCodec.decode(reply, at));
            case GET_CHANGE_EVENTS -> text(ChangeEventCodec.decode(reply, at));
            default -> text(TransferCodec.decode(reply, at));
        };
    }

    private static String sent(GeneratedRequest request, int result) {
        ByteBuffer body = request.body();
        int size = request.operation().eventSize();
        if (result >= request.events()) {
            return "event 0: " + event(request, 0);
        }
        return request.operation().resultSize() == 8
                ? "events per batch " + request.batches()
                : "event " + result + ": " + event(request, Math.min(result * size, body.limit() - size));
    }

    private static String event(GeneratedRequest request, int at) {
        ByteBuffer body = request.body();
        return switch (request.operation()) {
            case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> text(AccountCodec.decode(body, at));
            case CREATE_TRANSFERS, CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN ->
                text(TransferCodec.decode(body, at));
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_BALANCES, GET_ACCOUNT_TRANSFERS_PLAIN, GET_ACCOUNT_BALANCES_PLAIN ->
                text(AccountFilterCodec.decode(body, at));
            case QUERY_ACCOUNTS, QUERY_TRANSFERS, QUERY_ACCOUNTS_PLAIN, QUERY_TRANSFERS_PLAIN ->
                text(QueryFilterCodec.decode(body, at));
            case GET_CHANGE_EVENTS -> text(ChangeEventsFilterCodec.decode(body, at));
            default -> text(Bytes.getU128(body, at));
        };
    }

    private static String text(Object record) {
        return record.toString();
    }
}
