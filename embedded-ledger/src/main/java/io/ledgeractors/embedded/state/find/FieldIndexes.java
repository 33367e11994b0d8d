package io.ledgeractors.embedded.state.find;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.index.NumberIndex;
import io.ledgeractors.embedded.state.index.Ordinals;
import io.ledgeractors.embedded.state.index.ValueIndex;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import java.util.List;

/**
 * The indexes of the fields that accounts and transfers have at the same places: user data, ledger and code. A field
 * that is 0 is not indexed, because a filter cannot ask for 0.
 */
final class FieldIndexes {
    private final RecordStore records;
    private final ValueIndex userData128 = new ValueIndex();
    private final ValueIndex userData64 = new ValueIndex();
    private final ValueIndex userData32 = new ValueIndex();
    private final ValueIndex ledger = new ValueIndex();
    private final NumberIndex code = new NumberIndex();
    private final ReadAhead readAhead = new ReadAhead();
    private final FieldWindow window;
    private final Fingerprints fingerprints;
    private final ValueIndex.Scratch scratch = new ValueIndex.Scratch(ReadAhead.WINDOW);

    FieldIndexes(RecordStore records, Fingerprints fingerprints) {
        this.records = records;
        this.fingerprints = fingerprints;
        this.window = new FieldWindow(fingerprints);
    }

    /** Indexes the records from {@code from} on and below {@code to}: window by window, and in it field by field. */
    void add(int from, int to) {
        for (int first = from; first < to; first += ReadAhead.WINDOW) {
            int count = Math.min(to - first, ReadAhead.WINDOW);
            window.read(records, first, first + count);
            readAhead.keep(userData128.add(window.userData128, count, first, scratch));
            readAhead.keep(userData64.add(window.userData64, count, first, scratch));
            addEach(userData32, window.userData32, count, first);
            addEach(ledger, window.ledger, count, first);
            for (int i = 0; i < count; i++) {
                code.add(window.code[i], first + i);
            }
        }
    }

    /** Adds to an index without prefetching, because it is small or many records in a row share a value. */
    private static void addEach(ValueIndex index, int[] prints, int count, int first) {
        for (int i = 0; i < count; i++) {
            if (prints[i] != 0) {
                index.add(prints[i], first + i);
            }
        }
    }

    /**
     * Adds a set of ordinals for each field that the filter demands. The intersection of the sets may contain records
     * that the filter does not match, because different values can share a fingerprint.
     */
    void open(FieldFilter filter, List<Ordinals> sets) {
        if (!filter.userData128.isZero()) {
            sets.add(userData128.open(fingerprints.of128(filter.userData128.high, filter.userData128.low)));
        }
        if (filter.userData64 != 0) {
            sets.add(userData64.open(fingerprints.of64(filter.userData64)));
        }
        openNumber(userData32, filter.userData32, sets);
        openNumber(ledger, filter.ledger, sets);
        if (filter.code != 0) {
            sets.add(code.open(filter.code));
        }
    }

    /** Returns the bytes of heap in use, approximately. */
    long bytes() {
        return userData128.bytes() + userData64.bytes() + userData32.bytes() + ledger.bytes() + code.bytes();
    }

    private void openNumber(ValueIndex index, int value, List<Ordinals> sets) {
        if (value != 0) {
            sets.add(index.open(fingerprints.of64(value)));
        }
    }
}
