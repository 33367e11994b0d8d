package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opens damaged logs, judges the results and counts them. For one thread at a time. */
final class LogDamageCheck {
    private int refused;

    private int whole;
    private int reported;
    private final List<String> failures = new ArrayList<>();

    /** Damages the log, opens it, goes on with it and opens it again. */
    void check(String seed, LogHistory history, LogDamages.Damage damage) {
        MemoryDisk disk = history.disk().kill();
        damage.change().on(disk);
        String words = seed + ": " + damage.words();
        try {
            LogHistory.Found found = LogHistory.open(disk);
            int kept = found.records().size();
            requireSame(words, found.records(), history.appended().subList(0, Math.min(kept, size(history))));
            judge(words, history, found);
            goOn(words, disk, kept);
        } catch (LogException refusal) {
            refused++;
            if (!String.valueOf(refusal.getMessage()).matches("(?s).*(ledger\\.manifest|[0-9]{20}\\.log).*")) {
                failures.add(words + ": refused without the name of a file: " + refusal.getMessage());
            }
        } catch (RuntimeException unexpected) {
            failures.add(words + ": " + unexpected);
        }
    }

    int refused() {
        return refused;
    }

    int whole() {
        return whole;
    }

    int reported() {
        return reported;
    }

    int damages() {
        return refused + whole + reported;
    }

    List<String> failures() {
        return failures;
    }

    private static int size(LogHistory history) {
        return history.appended().size();
    }

    private void judge(String words, LogHistory history, LogHistory.Found found) {
        int kept = found.records().size();
        LostTail lost = found.result().lost();
        if (lost != null) {
            reported++;
            if (lost.lastOp() != kept) {
                failures.add(words + ": " + kept + " are there, but reported was " + lost);
            }
            return;
        }
        whole++;
        if (kept < history.acknowledged()) {
            failures.add(words + ": SILENT LOSS, " + kept + " of " + history.acknowledged() + " are there");
        }
    }

    private void requireSame(String words, List<byte[]> found, List<byte[]> expected) {
        for (int i = 0; i < found.size(); i++) {
            if (i >= expected.size() || !Arrays.equals(found.get(i), expected.get(i))) {
                failures.add(words + ": record " + i + " is not what was appended");
                return;
            }
        }
    }

    private void goOn(String words, MemoryDisk disk, int kept) throws LogException {
        List<byte[]> before = new ArrayList<>();
        Journal journal = Journal.open(LogHistory.SETTINGS, disk, LogHistory.collecting(before));
        for (int op = kept + 1; op <= kept + 3; op++) {
            journal.append(op, LogHistory.record(new byte[100]));
        }
        journal.close();
        LogHistory.Found again = LogHistory.open(disk.remount());
        if (before.size() != kept
                || journal.recovery().lost() != null
                || again.records().size() != kept + 3
                || again.result().lost() != null) {
            failures.add(words + ": of " + kept + " and 3 records " + before.size() + " and "
                    + again.records().size() + " are there after going on");
        }
    }
}
