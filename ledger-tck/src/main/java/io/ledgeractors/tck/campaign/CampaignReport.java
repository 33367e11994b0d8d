package io.ledgeractors.tck.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section of one campaign in {@code docs/lab/campaigns.md}. It is a table with a line for each run, which begins
 * with date, commit of the tested module and seeds. Tests run in the folder of their module.
 */
public final class CampaignReport {
    private static final Path FILE = Path.of("..", "docs", "lab", "campaigns.md");
    private static final Pattern SEEDS = Pattern.compile("\\| (\\d+) to (\\d+) \\|");

    private final String title;
    private final String text;
    private final List<String> columns;

    /**
     * Creates a section, which is written with its first line.
     *
     * @param title its heading
     * @param text what is run, and how
     * @param columns the headings of the columns after date, commit and seeds
     */
    public CampaignReport(String title, String text, String... columns) {
        this.title = title;
        this.text = text.strip();
        this.columns = List.of(columns);
    }

    /**
     * Returns the last seed that any run of this campaign has tried, or {@code none} if there was no run.
     *
     * @throws IOException if the file cannot be read
     */
    public long lastSeed(long none) throws IOException {
        return lastSeed(read(), none);
    }

    /**
     * Adds a line.
     *
     * @throws IOException if the file cannot be written
     */
    public void add(long firstSeed, long lastSeed, Object... cells) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(LocalDate.now(ZoneOffset.UTC).toString());
        line.add(commit());
        line.add(firstSeed + " to " + lastSeed);
        for (Object cell : cells) {
            line.add(cell instanceof Long number ? String.format("%,d", number) : cell.toString());
        }
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, with(read(), line), StandardCharsets.UTF_8);
    }

    long lastSeed(String document, long none) {
        String[] parts = split(document);
        Matcher seeds = SEEDS.matcher(parts[1]);
        long last = none;
        while (seeds.find()) {
            last = Math.max(last, Long.parseLong(seeds.group(2)));
        }
        return last;
    }

    String with(String document, List<String> cells) {
        String[] parts = split(document);
        String section = parts[1].isEmpty() ? head() : parts[1].stripTrailing() + "\n";
        String rest = parts[2].isEmpty() ? "" : "\n" + parts[2];
        return parts[0] + section + row(cells) + rest;
    }

    private String head() {
        List<String> headings = new ArrayList<>(List.of("date", "commit of the module", "seeds"));
        headings.addAll(columns);
        return "\n## " + title + "\n\n" + text + "\n\n" + row(headings) + "|" + "---|".repeat(headings.size()) + "\n";
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Returns the text before the section, the section and the text behind it. */
    private String[] split(String document) {
        int start = document.indexOf("\n## " + title + "\n");
        if (start < 0) {
            return new String[] {document.isEmpty() ? "# Campaigns\n" : document, "", ""};
        }
        int end = document.indexOf("\n## ", start + 1);
        int behind = end < 0 ? document.length() : end + 1;
        return new String[] {document.substring(0, start), document.substring(start, behind), document.substring(behind)
        };
    }

    private static String read() throws IOException {
        return Files.exists(FILE) ? Files.readString(FILE, StandardCharsets.UTF_8) : "";
    }

    /**
     * Returns the last commit that changed the tested module, with a plus sign if there are uncommitted changes. A
     * module that has only tests tests the whole project.
     */
    private static String commit() throws IOException, InterruptedException {
        List<String> tested = Files.isDirectory(Path.of("src/main"))
                ? List.of("--", "src/main")
                : List.of("--", ":(top)", ":(top,exclude)docs");
        String commit = git(tested, "log", "-1", "--format=%h");
        String changes = git(tested, "status", "--porcelain");
        return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "+");
    }

    private static String git(List<String> paths, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        command.addAll(paths);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip() : "";
    }
}
