package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.index.NumberIndex;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.index.ValueIndex;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Accounts or transfers by the fields that both have at the same place: user data, ledger and code. A field that
 * is 0 is in no list, because a filter cannot ask for 0.
 */
final class FieldIndexes {
    private final RecordStore records;
    private final ValueIndex userData128 = new ValueIndex();
    private final ValueIndex userData64 = new ValueIndex();
    private final ValueIndex userData32 = new ValueIndex();
    private final ValueIndex ledger = new ValueIndex();
    private final NumberIndex code = new NumberIndex();
    private final Warmth warmth = new Warmth();
    private final int[] prints = new int[Warmth.WINDOW];
    private final int[] scratch = new int[Warmth.WINDOW];

    FieldIndexes(RecordStore records) {
        this.records = records;
    }

    /** Adds the records from {@code from} on and below {@code to}, one field after the other. */
    void add(int from, int to) {
        for (int start = from; start < to; start += Warmth.WINDOW) {
            int end = Math.min(to, start + Warmth.WINDOW);
            addUserData128(start, end);
            addUserData64(start, end);
            for (int ordinal = start; ordinal < end; ordinal++) {
                ByteBuffer page = records.page(ordinal);
                int offset = records.offset(ordinal);
                addNumber(userData32, page.getInt(offset + TransferCodec.USER_DATA_32), ordinal);
                addNumber(ledger, page.getInt(offset + TransferCodec.LEDGER), ordinal);
                code.add(Short.toUnsignedInt(page.getShort(offset + TransferCodec.CODE)), ordinal);
            }
        }
    }

    private void addUserData128(int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            int at = records.offset(ordinal) + TransferCodec.USER_DATA_128;
            ByteBuffer page = records.page(ordinal);
            long low = page.getLong(at);
            long high = page.getLong(at + Long.BYTES);
            prints[ordinal - from] = (low | high) == 0 ? 0 : Fingerprints.of128(high, low);
        }
        addPrints(userData128, from, to);
    }

    private void addUserData64(int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            long value = records.page(ordinal).getLong(records.offset(ordinal) + TransferCodec.USER_DATA_64);
            prints[ordinal - from] = value == 0 ? 0 : Fingerprints.of64(value);
        }
        addPrints(userData64, from, to);
    }

    private void addPrints(ValueIndex index, int from, int to) {
        int count = to - from;
        warmth.keep(index.warm(prints, count, scratch));
        for (int i = 0; i < count; i++) {
            if (prints[i] != 0) {
                index.add(prints[i], from + i);
            }
        }
    }

    /** Adds the sets that a filter asks for; what they have in common may hold more than the filter asks for. */
    void open(FieldFilter filter, List<Ordinals> sets) {
        if (!filter.userData128.isZero()) {
            sets.add(userData128.open(Fingerprints.of128(filter.userData128.high, filter.userData128.low)));
        }
        if (filter.userData64 != 0) {
            sets.add(userData64.open(Fingerprints.of64(filter.userData64)));
        }
        openNumber(userData32, filter.userData32, sets);
        openNumber(ledger, filter.ledger, sets);
        if (filter.code != 0) {
            sets.add(code.open(filter.code));
        }
    }

    /** Bytes of memory in use, about. */
    long bytes() {
        return userData128.bytes() + userData64.bytes() + userData32.bytes() + ledger.bytes() + code.bytes();
    }

    private static void addNumber(ValueIndex index, int value, int ordinal) {
        if (value != 0) {
            index.add(Fingerprints.of64(value), ordinal);
        }
    }

    private static void openNumber(ValueIndex index, int value, List<Ordinals> sets) {
        if (value != 0) {
            sets.add(index.open(Fingerprints.of64(value)));
        }
    }
}
