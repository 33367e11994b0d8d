package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.model.UInt128;
import java.util.Set;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. What a gateway allows a caller. Immutable and thread-safe.
 *
 * @param setting path of the setting that gives these limits, for messages
 * @param permission the operations that are allowed
 * @param ledgers ledgers that the caller may read and write, as unsigned numbers; empty: all
 * @param codes codes of the transfers and accounts that the caller may create; empty: all
 * @param amountMax greatest amount of a transfer that the caller may create, in the smallest unit of its ledger; null:
 *     any amount
 * @param caller names the node of the caller in messages, because replies travel on to other nodes; null if the limits
 *     are not of one caller
 */
@InternalApi
public record AccessLimits(
        String setting,
        Permission permission,
        Set<Integer> ledgers,
        Set<Integer> codes,
        @Nullable UInt128 amountMax,
        @Nullable String caller) {

    /** The operations that a caller may use. */
    public enum Permission {
        /** No operation. */
        NOTHING,
        /** Look-ups and queries. */
        READ,
        /** All operations. */
        READ_AND_WRITE
    }

    /** The limits of a caller that may do everything. */
    public static final AccessLimits NONE = new AccessLimits("", Permission.READ_AND_WRITE, Set.of(), Set.of(), null);

    /** Creates limits that are not of one caller yet. */
    public AccessLimits(
            String setting,
            Permission permission,
            Set<Integer> ledgers,
            Set<Integer> codes,
            @Nullable UInt128 amountMax) {
        this(setting, permission, ledgers, codes, amountMax, null);
    }

    /** Copies the sets. */
    public AccessLimits {
        ledgers = Set.copyOf(ledgers);
        codes = Set.copyOf(codes);
    }

    /** Returns these limits as those of this caller. A caller without limits needs no name. */
    public AccessLimits of(String node) {
        return equals(NONE) ? this : new AccessLimits(setting, permission, ledgers, codes, amountMax, node);
    }

    /** Returns the node of the caller in words. */
    String node() {
        return caller == null ? "this node" : "the node " + caller;
    }

    /** Returns true if the caller may read and write this ledger, an unsigned number. */
    boolean allowsLedger(int ledger) {
        return ledgers.isEmpty() || ledgers.contains(ledger);
    }

    /** Returns true if the caller may create transfers and accounts of this code. */
    boolean allowsCode(int code) {
        return codes.isEmpty() || codes.contains(code);
    }

    /** Returns true if the caller may create a transfer of this amount. */
    boolean allowsAmount(UInt128 amount) {
        return amountMax == null || amount.compareTo(amountMax) <= 0;
    }

    /** Returns true if the fields of what the caller creates are limited. */
    boolean limitsFields() {
        return !ledgers.isEmpty() || !codes.isEmpty() || amountMax != null;
    }
}
