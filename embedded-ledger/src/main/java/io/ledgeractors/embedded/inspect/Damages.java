package io.ledgeractors.embedded.inspect;

import io.ledgeractors.port.DirectoryInUseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Collects damaged places. */
final class Damages {
    /** The greatest number of places. If a whole disk is damaged, more of them would say nothing more. */
    static final int MAX = 1_000;

    private final List<LedgerReport.Damage> found = new ArrayList<>();

    void add(String file, long offset, String what) {
        if (found.size() < MAX) {
            found.add(new LedgerReport.Damage(file, offset, what));
        }
    }

    /**
     * Adds a file that cannot be read.
     *
     * @throws InspectionException if the file itself may be sound
     */
    void add(String file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            add(file, 0, "the file is missing");
        } else if (cause instanceof AccessDeniedException || cause.getCause() instanceof AccessDeniedException) {
            throw new InspectionException(
                    file + " cannot be read: this user has no permission; inspect the directory as its owner", cause);
        } else if (cause instanceof DirectoryInUseException) {
            throw new InspectionException(String.valueOf(cause.getMessage()), cause);
        } else {
            add(file, 0, "it cannot be read: " + cause.getMessage());
        }
    }

    void addAll(Damages more) {
        more.found.forEach(damage -> add(damage.file(), damage.offset(), damage.what()));
    }

    boolean isFull() {
        return found.size() >= MAX;
    }

    boolean hasAny(String file) {
        return found.stream().anyMatch(damage -> damage.file().equals(file));
    }

    List<LedgerReport.Damage> list() {
        return List.copyOf(found);
    }
}
