package io.ledgeractors.embedded.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns if other users may change or read the files of a ledger. */
final class Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int NAMED = 3;

    private Permissions() {}

    /**
     * Logs a warning for each kind of permission that is too wide.
     *
     * @param directory the directory as its user named it
     */
    static void warn(Path directory, Path real) {
        if (!FileDisk.isPosix(real)) {
            return;
        }
        try {
            warnOfDirectory(directory, attributes(real));
            warnOfFiles(directory, real);
        } catch (IOException cause) {
            LOG.warn("the permissions of {} cannot be examined", directory, cause);
        }
    }

    private static void warnOfDirectory(Path directory, PosixFileAttributes attributes) throws IOException {
        UserPrincipal user = user(directory);
        if (user != null && !attributes.owner().equals(user)) {
            LOG.warn(
                    "{} belongs to {}, who may replace the files of the ledger; run: chown {} {}",
                    directory,
                    attributes.owner().getName(),
                    user.getName(),
                    directory);
        }
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            LOG.warn(
                    "other users may replace the files of the ledger in {} ({}); run: chmod 700 {}",
                    directory,
                    PosixFilePermissions.toString(permissions),
                    directory);
        }
    }

    private static void warnOfFiles(Path directory, Path real) throws IOException {
        List<String> wide = new ArrayList<>();
        for (String name : FileDirectory.list(real)) {
            PosixFileAttributes attributes = attributes(real.resolve(name));
            if (attributes.isRegularFile() && !OWNERS.containsAll(attributes.permissions())) {
                wide.add(name);
            }
        }
        if (!wide.isEmpty()) {
            LOG.warn(
                    "other users may read or change {} in {}; run: chmod 600 on {}",
                    wide.size() <= NAMED
                            ? String.join(", ", wide)
                            : wide.get(0) + " and " + (wide.size() - 1) + " more",
                    directory,
                    wide.size() == 1 ? "it" : "them");
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    // Returns null if the system does not know the name of the user that runs this process.
    private static @Nullable UserPrincipal user(Path where) {
        try {
            return where.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return null;
        }
    }
}
