package io.ledgeractors.tck.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.Resources;
import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (\\d+) \\|");

    @Test
    void shouldReadEveryScenarioStepAndEvent() {
        int scenarios = 0;
        int steps = 0;
        int events = 0;
        for (Scenario scenario : Scenarios.all().toList()) {
            scenarios++;
            steps += scenario.steps().size();
            events += scenario.createEvents();
        }
        assertThat(scenarios).isEqualTo(Scenarios.COUNT);
        assertThat(steps).isEqualTo(Scenarios.STEPS);
        assertThat(events).isEqualTo(Scenarios.CREATE_EVENTS);
    }

    @Test
    void shouldAgreeWithTheTableOfTheReadme() {
        Map<String, List<Integer>> table = new HashMap<>();
        Matcher row = ROW.matcher(Resources.text("vectors/README.md"));
        while (row.find()) {
            table.put(row.group(1), List.of(Integer.valueOf(row.group(2)), Integer.valueOf(row.group(3))));
        }
        Map<String, List<Integer>> read = new HashMap<>();
        Scenarios.all().forEach(s -> read.put(s.name(), List.of(s.steps().size(), s.createEvents())));
        assertThat(read).containsExactlyInAnyOrderEntriesOf(table);
    }

    @Test
    void shouldNameEveryFileThatIsThere() {
        URI readme = URI.create(String.valueOf(Resources.class.getResource("vectors/README.md")));
        File[] files = new File(readme).getParentFile().listFiles((folder, name) -> name.endsWith(".json"));
        assertThat(files).isNotNull();
        List<String> names = Arrays.stream(files)
                .map(file -> file.getName().replace(".json", ""))
                .filter(name -> !name.equals("limits") && !name.equals("wire_cases"))
                .toList();
        assertThat(Scenarios.names()).containsExactlyInAnyOrderElementsOf(names).doesNotHaveDuplicates();
    }

    @Test
    void shouldKnowWhatAScenarioNeeds() {
        assertThat(Scenarios.load("change_events_limit_max").batchSizeLimit()).isEqualTo(32_512);
        assertThat(Scenarios.load("balancing").batchSizeLimit()).isZero();
        assertThat(Scenarios.load("import_000_empty_ledger").requirement()).isEqualTo(Requirement.EMPTY_LEDGER);
        assertThat(Scenarios.load("import_001_chains").requirement()).isEqualTo(Requirement.IMPORT_ORDER);
        assertThat(Scenarios.load("old_plain").requirement()).isEqualTo(Requirement.QUIET);
    }
}
