package io.ledgeractors.embedded.state.find;

import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/** The indexed fields of successive records, read in one pass over the records. */
final class FieldWindow {
    /** Fingerprints of the field by record; 0 where the field is 0. So are the three arrays below. */
    final int[] userData128 = new int[ReadAhead.WINDOW];

    final int[] userData64 = new int[ReadAhead.WINDOW];
    final int[] userData32 = new int[ReadAhead.WINDOW];
    final int[] ledger = new int[ReadAhead.WINDOW];

    /** Codes by record, not hashed. */
    final int[] code = new int[ReadAhead.WINDOW];

    private final Fingerprints fingerprints;

    /** The ledger of the last record. Successive records mostly share a ledger, so its fingerprint is kept. */
    private int lastLedger;

    private int lastLedgerPrint;

    /** Creates an empty window. */
    FieldWindow(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** Reads the records from {@code from} on and below {@code to}, at most {@link ReadAhead#WINDOW}. */
    void read(RecordStore records, int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            ByteBuffer page = records.page(ordinal);
            int at = records.offset(ordinal);
            int i = ordinal - from;
            long low = page.getLong(at + TransferCodec.USER_DATA_128);
            long high = page.getLong(at + TransferCodec.USER_DATA_128 + Long.BYTES);
            userData128[i] = (low | high) == 0 ? 0 : fingerprints.of128(high, low);
            userData64[i] = print(page.getLong(at + TransferCodec.USER_DATA_64));
            userData32[i] = print(page.getInt(at + TransferCodec.USER_DATA_32));
            ledger[i] = printOfLedger(page.getInt(at + TransferCodec.LEDGER));
            code[i] = Short.toUnsignedInt(page.getShort(at + TransferCodec.CODE));
        }
    }

    private int printOfLedger(int value) {
        if (value != lastLedger) {
            lastLedger = value;
            lastLedgerPrint = print(value);
        }
        return lastLedgerPrint;
    }

    private int print(long value) {
        return value == 0 ? 0 : fingerprints.of64(value);
    }
}
