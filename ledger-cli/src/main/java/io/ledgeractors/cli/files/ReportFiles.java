package io.ledgeractors.cli.files;

import io.ledgeractors.cli.BadInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The directory for the files of a report. It is checked before the work begins. */
public final class ReportFiles {
    private final @Nullable Path directory;

    private ReportFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    /**
     * Creates the directory if it is missing, and checks that it can be written to.
     *
     * @param directory the directory; null if no files are wanted
     * @throws BadInputException if the directory cannot be created or written to
     */
    public static ReportFiles in(@Nullable Path directory) {
        if (directory != null) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw cannotWrite(directory, e);
            }
            if (!Files.isWritable(directory)) {
                throw new BadInputException("--report " + directory + ": cannot be written to");
            }
        }
        return new ReportFiles(directory);
    }

    /**
     * Prints a report and writes {@code report.txt} and {@code report.json}. The work is done at this point, so a
     * report that cannot be written is reported on the error output and is no {@link BadInputException}.
     *
     * @return false if a file could not be written
     */
    public boolean show(CommandLine console, String text, String json) {
        console.getOut().print(text);
        console.getOut().flush();
        try {
            write(text, json);
            return true;
        } catch (BadInputException e) {
            console.getErr().println("ledger: " + e.getMessage());
            return false;
        }
    }

    private void write(String text, String json) {
        if (directory == null) {
            return;
        }
        try {
            Files.writeString(directory.resolve("report.txt"), text);
            Files.writeString(directory.resolve("report.json"), json);
        } catch (IOException e) {
            throw cannotWrite(directory, e);
        }
    }

    private static BadInputException cannotWrite(Path directory, IOException e) {
        String why =
                e instanceof FileAlreadyExistsException ? "it is a file, no directory" : String.valueOf(e.getMessage());
        return new BadInputException("--report " + directory + ": cannot be written: " + why);
    }
}
