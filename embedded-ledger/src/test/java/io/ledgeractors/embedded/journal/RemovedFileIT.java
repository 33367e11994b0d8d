package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A block that was forced into a file that is not there any more is not acknowledged. */
@Timeout(60)
class RemovedFileIT {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"log,false", "log,true", "manifest,false", "manifest,true"})
    void shouldAcknowledgeNothingMoreOnceAFileWasRemovedOrReplaced(String which, boolean isReplaced) throws Exception {
        Path data = home.resolve("data");
        JournalSettings settings =
                new JournalSettings(data, UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);
        Journal journal = Journal.open(settings, new FileDisk(), (bytes, at, size) -> 0);
        journal.append(1, LogHistory.record(new byte[300]));
        journal.sync();

        Path file = data.resolve(which.equals("log") ? LogFormat.name(1) : Manifest.NAME);
        Path aside = Files.move(file, home.resolve("aside"));
        if (isReplaced) {
            Files.copy(aside, file);
        }
        journal.append(2, LogHistory.record(new byte[300]));
        assertThatThrownBy(journal::sync)
                .isInstanceOf(LogException.class)
                .hasMessageContaining(file.getFileName() + " is not the file any more that this ledger locked");
        assertThat(journal.durableOp()).isEqualTo(1);
        journal.close();
    }
}
