package io.ledgeractors.cli.inspect;

import io.ledgeractors.embedded.inspect.LedgerReport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what was found in the directory of a ledger. */
final class ReportText {
    private static final long NANOS = 1_000_000_000L;

    private final LedgerReport report;
    private final PrintWriter out;

    private ReportText(LedgerReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    static void print(LedgerReport report, PrintWriter out) {
        ReportText text = new ReportText(report, out);
        text.ledger();
        text.manifest();
        text.checkpoint(report.checkpoint());
        text.log();
        text.end(report.end());
        text.records();
        text.others();
        text.verdict();
        out.flush();
    }

    private void ledger() {
        out.println("ledger in " + report.directory());
        LedgerReport.Settings settings = report.settings();
        if (settings != null) {
            out.println("  cluster " + settings.cluster() + ", batch size limit " + settings.batchSizeLimit()
                    + " bytes, log format version " + settings.version());
        }
        if (!report.entries().isEmpty()) {
            out.println("  log id " + report.entries().get(0).logId());
        }
        LedgerReport.Holder holder = report.holder();
        if (holder == null) {
            out.println("  no process has it open");
        } else if (holder.isRunning()) {
            out.println("  process " + holder.process() + " has it open");
        } else {
            out.println("  process " + holder.process() + " had it open and does not run on this machine any more");
        }
    }

    private void manifest() {
        out.println("manifest");
        for (LedgerReport.Entry entry : report.entries()) {
            String checkpoint = entry.checkpointOp() == 0 ? "no checkpoint" : "checkpoint " + entry.checkpointOp();
            out.println("  entry at offset " + entry.offset() + ": version " + entry.version() + ", generation "
                    + entry.generation() + (entry.isCounting() ? " (counts)" : "") + ", files " + entry.firstFile()
                    + " to " + entry.newestFile() + ", forced up to block " + entry.forcedBlock() + ", " + checkpoint
                    + (entry.reservedTime() == 0 ? "" : ", time reserved up to " + instant(entry.reservedTime())));
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }

    private void checkpoint(LedgerReport.@Nullable Checkpoint checkpoint) {
        if (checkpoint == null) {
            return;
        }
        out.println("checkpoint");
        out.println("  " + checkpoint.file() + ": " + checkpoint.size() + " bytes, version " + checkpoint.version());
        out.println("  operation " + checkpoint.op() + ", view " + checkpoint.view() + ", time "
                + instant(checkpoint.time()));
        out.println("  accounts " + checkpoint.accounts() + ", transfers " + checkpoint.transfers() + ", expiries "
                + checkpoint.expiries() + ", failed ids " + checkpoint.failedIds());
        String last = checkpoint.sessions() == 0 ? "" : ", last reply to operation " + checkpoint.lastReplyOp();
        out.println("  sessions " + checkpoint.sessions() + last);
    }

    private void log() {
        out.println("log");
        for (LedgerReport.LogFile file : report.log()) {
            String blocks = file.blocks() == 0
                    ? "no blocks"
                    : "blocks " + file.firstBlock() + " to " + file.lastBlock() + ", operations " + file.firstOp()
                            + " to " + file.lastOp() + " (" + kinds(file.kinds()) + ")";
            out.println("  " + file.name() + ": " + file.size() + " bytes, " + blocks);
        }
    }

    private static String kinds(Map<String, Long> kinds) {
        return new TreeMap<>(kinds)
                .entrySet().stream()
                        .map(kind -> kind.getKey() + " " + kind.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void end(LedgerReport.@Nullable End end) {
        if (end == null) {
            return;
        }
        out.println("  end: behind block " + end.lastBlock() + " and operation " + end.lastOp() + ", " + end.file()
                + " at offset " + end.offset());
        if (end.isGrowing()) {
            out.println("  a ledger was writing, so what is behind the end was not judged");
        } else if (end.lost() != null) {
            out.println("  lost: " + end.lost());
        } else if (end.unfinishedBytes() > 0) {
            out.println("  " + end.unfinishedBytes() + " bytes of an unfinished write behind the end; nothing in it was"
                    + " acknowledged, and the next start cuts it off");
        }
    }

    private void records() {
        out.println("records");
        for (LedgerReport.RecordFile file : report.records()) {
            String counted = report.checkpoint() == null
                    ? ""
                    : "; the checkpoint counts " + file.counted() + " records, " + file.pages() + " full pages";
            if (file.size() > 0 || file.counted() > 0) {
                out.println("  " + file.name() + ": " + file.size() + " bytes" + counted);
            }
        }
    }

    private void others() {
        if (report.others().isEmpty()) {
            return;
        }
        out.println("other files");
        for (LedgerReport.OtherFile file : report.others()) {
            out.println("  " + file.name() + ": " + file.size() + " bytes, " + file.what());
        }
    }

    private void verdict() {
        if (!report.isSound()) {
            out.println("DAMAGED: " + report.damages().size() + " places");
            report.damages().forEach(damage -> out.println("  " + damage));
            out.println("Restore all files from the same copy. Nothing was changed.");
        } else if (report.verified()) {
            out.println("sound: every checksum is right");
        } else {
            out.println("sound, as far as a start reads it; --verify also checks the pages of records");
        }
    }
}
