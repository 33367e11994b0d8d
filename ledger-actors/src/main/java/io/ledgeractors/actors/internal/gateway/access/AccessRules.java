package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Decides from the encoded events alone whether a caller may send them. Each transfer that the ledger
 * records for the caller then has a ledger, a code and an amount within the caller's limits, because the ledger itself
 * enforces what an event states:
 *
 * <ul>
 *   <li>It refuses a transfer whose ledger is not that of both accounts.
 *   <li>A post or void takes ledger, code and amount from its pending transfer, unless it states them; stated ones are
 *       compared. So under a limit a post or void must state the limited fields. A post that states less than the
 *       pending amount records what it states.
 *   <li>A balancing transfer records at most the amount that it states, and 0 if it states 0.
 * </ul>
 *
 * <p>The limits hold for each event, not for the sum of several. They bound what a transfer records, and not what it
 * releases: a post of a part releases the rest of the pending amount, however much that is. A transfer that closes an
 * account is a transfer like others. Statuses of refused creates can tell that an id is used in another ledger.
 *
 * <p>Callers with a limit of ledgers, codes or amounts may not send flags that this release does not know, because they
 * could change the meaning of the fields. They may not send imported posts and voids either, because TigerBeetle up to
 * 0.17.9 stops if the pending transfer of such an event has a timeout. Reads are limited to ledgers only; see
 * {@link FilteredRead}. Stateless and thread-safe. The events must not change afterwards.
 */
@InternalApi
public final class AccessRules {
    private static final int TRANSFER_FLAGS = TransferFlags.LINKED
            | TransferFlags.PENDING
            | TransferFlags.POST_PENDING_TRANSFER
            | TransferFlags.VOID_PENDING_TRANSFER
            | TransferFlags.BALANCING_DEBIT
            | TransferFlags.BALANCING_CREDIT
            | TransferFlags.CLOSING_DEBIT
            | TransferFlags.CLOSING_CREDIT
            | TransferFlags.IMPORTED;
    private static final int ACCOUNT_FLAGS = AccountFlags.LINKED
            | AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS
            | AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS
            | AccountFlags.HISTORY
            | AccountFlags.IMPORTED
            | AccountFlags.CLOSED;
    private static final int POST_OR_VOID = TransferFlags.POST_PENDING_TRANSFER | TransferFlags.VOID_PENDING_TRANSFER;
    private static final int BALANCING = TransferFlags.BALANCING_DEBIT | TransferFlags.BALANCING_CREDIT;

    /** The most numbers of a set that a message lists. */
    private static final int LISTED_MAX = 10;

    private final AccessLimits limits;
    private final ByteBuffer events;
    private final int offset;

    private AccessRules(AccessLimits limits, ByteBuffer events, int offset) {
        this.limits = limits;
        this.events = events;
        this.offset = offset;
    }

    /**
     * Checks the events of one batch.
     *
     * @param events buffer that holds the events one after the other, without a trailer, little endian; its position
     *     does not matter and does not change
     * @param offset where the first event begins
     * @param count number of events
     * @return null if the caller may send them, else why the batch is refused, with the remedy
     * @throws IllegalArgumentException if the buffer is not little endian or does not hold so many events
     */
    public static @Nullable String check(
            AccessLimits limits, Operation operation, ByteBuffer events, int offset, int count) {
        if (events.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the buffer of the events must be little endian");
        }
        if (offset < 0 || count < 0 || offset + (long) count * operation.eventSize() > events.limit()) {
            throw new IllegalArgumentException(count + " events of " + operation + " from " + offset
                    + " on are not inside the " + events.limit() + " bytes of the buffer");
        }
        String denial = checkOperation(limits, operation);
        if (denial != null || !limits.limitsFields()) {
            return denial;
        }
        AccessRules rules = new AccessRules(limits, events, offset);
        denial = switch (operation) {
            case CREATE_TRANSFERS -> rules.checkTransfers(count);
            case CREATE_ACCOUNTS -> rules.checkAccounts(count);
            case QUERY_ACCOUNTS, QUERY_TRANSFERS -> rules.checkFilters(count);
            default -> null;
        };
        return denial == null || limits.caller() == null ? denial : denial + "; the limits hold for " + limits.node();
    }

    /**
     * Checks the batches of a request; see {@link #check}.
     *
     * @param body the request with its trailer, little endian, from 0 to the limit
     * @param charactersMax about the most characters that the reasons may have together, so that they fit into a
     *     message. If there are more, the first batches are named, and at least one
     * @return why batches are refused, by their number from 0; empty if the caller may send the request
     * @throws IllegalArgumentException if the body is malformed
     */
    public static Map<Integer, String> checkRequest(
            AccessLimits limits, Operation operation, ByteBuffer body, int charactersMax) {
        BatchedBody batches = BatchedBody.read(operation, body, operation.eventSize());
        int[] offsets = batches.offsets();
        Map<Integer, String> denials = new TreeMap<>();
        int characters = 0;
        for (int i = 0; i < offsets.length && characters < charactersMax; i++) {
            String denial = check(limits, operation, body, offsets[i], batches.counts()[i]);
            if (denial != null) {
                denials.put(i, denial);
                characters += denial.length();
            }
        }
        return denials;
    }

    private static @Nullable String checkOperation(AccessLimits limits, Operation operation) {
        if (!operation.isCurrent()) {
            return operation + " is not served by a gateway, because clients of 0.17 do not send it";
        }
        if (limits.permission() == Permission.NOTHING) {
            return "no entry of " + limits.setting() + ".limits at the gateway names a role of " + limits.node()
                    + ": give the" + " node such a role, or set " + limits.setting()
                    + ".otherwise = allow at the gateway";
        }
        if (operation.isCreate() && limits.permission() == Permission.READ) {
            return operation.name().toLowerCase(Locale.ROOT) + " is refused, because " + limits.node()
                    + " may only read: set "
                    + limits.setting() + ".read-only = off at the gateway to allow it";
        }
        return null;
    }

    private @Nullable String checkTransfers(int count) {
        for (int i = 0; i < count; i++) {
            String why = checkTransfer(offset + i * TransferCodec.SIZE);
            if (why != null) {
                return name(i) + why;
            }
        }
        return null;
    }

    private @Nullable String checkTransfer(int at) {
        int flags = flags(at);
        boolean postOrVoid = (flags & POST_OR_VOID) != 0;
        String why = checkFlags(flags, TRANSFER_FLAGS);
        if (why == null && postOrVoid && TransferFlags.has(flags, TransferFlags.IMPORTED)) {
            why = " is an imported post or void, which can stop a TigerBeetle server: import it from a node without"
                    + " limits";
        }
        if (why == null) {
            why = checkLedger(events.getInt(at + TransferCodec.LEDGER), postOrVoid);
        }
        if (why == null) {
            why = checkCode(Short.toUnsignedInt(events.getShort(at + TransferCodec.CODE)), postOrVoid);
        }
        return why == null ? checkAmount(flags, Bytes.getU128(events, at + TransferCodec.AMOUNT)) : why;
    }

    private @Nullable String checkAccounts(int count) {
        for (int i = 0; i < count; i++) {
            int at = offset + i * AccountCodec.SIZE;
            String why = checkFlags(flags(at), ACCOUNT_FLAGS);
            if (why == null) {
                why = checkLedger(events.getInt(at + AccountCodec.LEDGER), false);
            }
            if (why == null) {
                why = checkCode(Short.toUnsignedInt(events.getShort(at + AccountCodec.CODE)), false);
            }
            if (why != null) {
                return "account " + Bytes.getU128(events, at + AccountCodec.ID) + place(i) + why;
            }
        }
        return null;
    }

    private @Nullable String checkFilters(int count) {
        for (int i = 0; i < count; i++) {
            int ledger = events.getInt(offset + i * QueryFilterCodec.SIZE + QueryFilterCodec.LEDGER);
            String why = ledger == 0 ? null : checkLedger(ledger, false);
            if (why != null) {
                return "the filter" + place(i) + why;
            }
        }
        return null;
    }

    private @Nullable String checkFlags(int flags, int known) {
        int unknown = flags & ~known;
        return unknown == 0
                ? null
                : " has flags that the gateway does not know, 0x" + Integer.toHexString(unknown)
                        + ", so that it cannot check " + limits.setting() + ": remove them";
    }

    private @Nullable String checkLedger(int ledger, boolean postOrVoid) {
        if (limits.allowsLedger(ledger)) {
            return null;
        }
        return postOrVoid && ledger == 0
                ? notStated("ledger", "ledgers", "set the ledger of the pending transfer")
                : " has ledger " + Integer.toUnsignedString(ledger) + outside("ledgers", limits.ledgers());
    }

    private @Nullable String checkCode(int code, boolean postOrVoid) {
        if (limits.allowsCode(code)) {
            return null;
        }
        return postOrVoid && code == 0
                ? notStated("code", "codes", "set the code of the pending transfer")
                : " has code " + code + outside("codes", limits.codes());
    }

    private @Nullable String checkAmount(int flags, UInt128 amount) {
        UInt128 max = limits.amountMax();
        if (max == null) {
            return null;
        }
        if (TransferFlags.has(flags, TransferFlags.VOID_PENDING_TRANSFER) && amount.isZero()) {
            return notStated("amount", "amount-max", "set the amount of the pending transfer");
        }
        if (TransferFlags.has(flags, TransferFlags.POST_PENDING_TRANSFER) && amount.isMax()) {
            return notStated("amount", "amount-max", "set the amount to post instead of 2^128 - 1");
        }
        if (limits.allowsAmount(amount)) {
            return null;
        }
        return ((flags & BALANCING) == 0 ? " has the amount " : " may move any amount up to ") + amount + ", above "
                + limits.setting() + ".amount-max = " + max + " at the gateway: send at most " + max
                + " in a transfer, or change the setting";
    }

    private String notStated(String field, String setting, String remedy) {
        return " states no " + field + ", which " + limits.setting() + "." + setting + " at the gateway demands: "
                + remedy;
    }

    private String outside(String setting, Set<Integer> allowed) {
        String listed = allowed.stream()
                .map(Integer::toUnsignedLong)
                .sorted()
                .limit(LISTED_MAX)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        String more = allowed.size() > LISTED_MAX ? " and " + (allowed.size() - LISTED_MAX) + " more" : "";
        return ", which " + limits.setting() + "." + setting + " at the gateway does not allow: use one of " + listed
                + more + ", or change the setting";
    }

    private String name(int index) {
        int at = offset + index * TransferCodec.SIZE;
        int flags = flags(at);
        String kind = "transfer ";
        if (TransferFlags.has(flags, TransferFlags.POST_PENDING_TRANSFER)) {
            kind = "post ";
        } else if (TransferFlags.has(flags, TransferFlags.VOID_PENDING_TRANSFER)) {
            kind = "void ";
        }
        return kind + Bytes.getU128(events, at + TransferCodec.ID) + place(index);
    }

    private static String place(int index) {
        return " (event " + index + " of its batch)";
    }

    /** Accounts and transfers have their flags at the same place. */
    private int flags(int at) {
        return Short.toUnsignedInt(events.getShort(at + TransferCodec.FLAGS));
    }
}
