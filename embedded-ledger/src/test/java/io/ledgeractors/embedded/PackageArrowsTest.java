package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks that the packages of this module point one way. Each may use the packages listed for it and no others of the
 * module.
 */
class PackageArrowsTest {
    private static final String ROOT = "io.ledgeractors.embedded";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /**
     * The packages that each package may use, by their names below the root. A package stands for those below it that
     * are not listed. The root may use all.
     */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        arrows.put("recovery", Set.of());
        arrows.put("log", Set.of());
        arrows.put("image", Set.of());
        arrows.put("disk", Set.of());
        arrows.put("state.request", Set.of());
        arrows.put("state", Set.of("state.request"));
        arrows.put("records", Set.of("state", "image"));
        arrows.put("journal.format", Set.of());
        arrows.put("journal.checkpoint", Set.of("journal.format", "log"));
        arrows.put("journal.segment", Set.of("journal.checkpoint", "journal.format", "disk", "log", "recovery"));
        arrows.put(
                "journal.recovery",
                Set.of("journal.segment", "journal.checkpoint", "journal.format", "log", "recovery"));
        arrows.put(
                "journal",
                Set.of(
                        "journal.recovery",
                        "journal.segment",
                        "journal.checkpoint",
                        "journal.format",
                        "disk",
                        "log",
                        "recovery"));
        arrows.put("replica", Set.of("log", "disk", "image", "state.request"));
        arrows.put("checkpoint", Set.of("image", "journal", "log", "records", "replica", "disk"));
        arrows.put(
                "inspect",
                Set.of(
                        "checkpoint",
                        "disk",
                        "image",
                        "journal.checkpoint",
                        "journal.format",
                        "journal.recovery",
                        "journal.segment",
                        "log",
                        "records",
                        "recovery",
                        "replica"));
        arrows.put("server", Set.of("replica"));
        arrows.put("inprocess", Set.of("replica"));
        return arrows;
    }

    @Test
    void shouldPointOneWayBetweenPackages() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            String own = listed(from);
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                boolean inModule = target.getPackageName().startsWith(ROOT);
                if (inModule && !own.isEmpty() && !isAllowed(own, listed(target))) {
                    wrong.add(own + " -> " + listed(target) + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldListEveryPackageThatHasClasses() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(javaClass -> found.add(listed(javaClass)));
        found.remove("");
        assertThat(found).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    private static boolean isAllowed(String from, String to) {
        return from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    // Returns the longest listed name that holds the class; the package itself if none does; empty for the root.
    private static String listed(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        return ARROWS.keySet().stream()
                .filter(listed -> below.equals(listed) || below.startsWith(listed + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(below);
    }
}
