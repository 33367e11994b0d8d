package io.ledgeractors.actors.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTraceIT {
    @TempDir
    Path directory;

    @Test
    void shouldRecordEachRequestWithItsOutcome() throws IOException {
        RequestTrace trace = new RequestTrace();
        Path file = directory.resolve("trace.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("io.ledgeractors.Request");
            recording.start();
            trace.begin(Operation.CREATE_TRANSFERS, 30, 3, 4_096, 17);
            trace.end(new Outcome.Unknown("evicted"));
            recording.dump(file);
        }
        trace.begin(Operation.LOOKUP_ACCOUNTS, 1, 1, 16, 0);
        trace.end(new Outcome.NotSent("nobody records"));
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.ledgeractors.Request"))
                .toList();
        assertThat(events).hasSize(1);
        RecordedEvent event = events.get(0);
        assertThat(event.getString("operation")).isEqualTo("CREATE_TRANSFERS");
        assertThat(event.getInt("events")).isEqualTo(30);
        assertThat(event.getInt("asks")).isEqualTo(3);
        assertThat(event.getInt("size")).isEqualTo(4_096);
        assertThat(event.getString("outcome")).isEqualTo("unknown");
    }
}
