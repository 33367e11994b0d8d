package io.ledgeractors.tck.vectors;

import io.ledgeractors.tck.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recorded scenarios. Each is read when it is asked for. Thread-safe. */
public final class Scenarios {
    /** The number of all scenarios. */
    public static final int COUNT = 70;

    /** The number of steps of all scenarios, including sleeps. */
    public static final int STEPS = 3_233;

    /** The number of events of all create steps of all scenarios. */
    public static final int CREATE_EVENTS = 14_311;

    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (\\d+) \\| (\\d+) \\|");

    private Scenarios() {}

    /** Returns the names of all scenarios, in the order in which README.md beside them lists them. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        boolean inTable = false;
        for (String line : Resources.text("vectors/README.md").split("\n", -1)) {
            inTable = line.startsWith("#") ? line.endsWith("# Scenarios") : inTable;
            Matcher row = ROW.matcher(line);
            if (inTable && row.find()) {
                names.add(row.group(1));
            }
        }
        return List.copyOf(names);
    }

    /** Returns all scenarios, each read when the stream comes to it. */
    public static Stream<Scenario> all() {
        return names().stream().map(Scenarios::load);
    }

    /** Returns the scenario of that name. */
    public static Scenario load(String name) {
        return ScenarioReader.read(name, Resources.json("vectors/" + name + ".json"));
    }
}
