package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of ledger-actors. */
class ActorsPackagesTest {
    private static final String ROOT = "io.ledgeractors.actors";

    /** The packages that each package may use, by their names below the root. The root itself has the empty name. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        arrows.put("message", Set.of());
        arrows.put("recovery", Set.of());
        arrows.put("internal.config", Set.of());
        arrows.put("internal.codec", Set.of());
        arrows.put("internal.time", Set.of());
        arrows.put("serialization", Set.of("internal.config"));
        arrows.put("internal.gateway.access", Set.of("internal.config"));
        arrows.put("internal.batching", Set.of("message", "recovery"));
        arrows.put("internal.session", Set.of("message", "internal.batching"));
        arrows.put("internal.gateway.message", Set.of("serialization"));
        arrows.put(
                "internal.gateway.session",
                Set.of("internal.gateway.message", "internal.session", "internal.time", "serialization"));
        arrows.put(
                "internal.gateway.server",
                Set.of(
                        "internal.gateway.access",
                        "internal.gateway.message",
                        "internal.codec",
                        "internal.session",
                        "message",
                        "serialization"));
        arrows.put(
                "",
                Set.of(
                        "message",
                        "internal.gateway.access",
                        "internal.gateway.message",
                        "internal.gateway.session",
                        "internal.gateway.server",
                        "serialization",
                        "internal.config",
                        "internal.codec",
                        "internal.batching",
                        "internal.session"));
        arrows.put("metrics", Set.of("", "message"));
        arrows.put("health", Set.of(""));
        arrows.put("cluster", Set.of("", "message", "internal.config"));
        arrows.put("account", Set.of("", "message", "internal.config", "internal.time", "serialization", "cluster"));
        arrows.put("recipe", Set.of("", "message"));
        arrows.put("payment.model", Set.of("internal.config"));
        arrows.put("payment.internal.stage", Set.of("payment.model", "recovery"));
        arrows.put("payment.internal.refund", Set.of("payment.model", "payment.internal.stage", "recovery"));
        arrows.put(
                "payment.internal.flow",
                Set.of("", "message", "payment.model", "payment.internal.stage", "payment.internal.refund"));
        arrows.put(
                "payment",
                Set.of(
                        "",
                        "message",
                        "internal.config",
                        "internal.time",
                        "serialization",
                        "cluster",
                        "payment.model",
                        "payment.internal.stage",
                        "payment.internal.flow"));
        return arrows;
    }

    private static List<JavaClass> actors() {
        return ReactorModules.CLASSES.stream()
                .filter(javaClass -> isUnder(javaClass, ROOT))
                .toList();
    }

    private static boolean isUnder(JavaClass javaClass, String root) {
        String name = javaClass.getPackageName();
        return name.equals(root) || name.startsWith(root + ".");
    }

    private static String below(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @Test
    void shouldLetArrowsPointOneWay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : actors()) {
            Set<String> allowed = ARROWS.getOrDefault(below(from), Set.of());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                boolean isChecked = isUnder(target, ROOT) && !below(from).equals(below(target));
                if (isChecked && !allowed.contains(below(target))) {
                    wrong.add("'" + below(from) + "' -> '" + below(target) + "': " + dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldKnowEveryPackage() {
        Set<String> present = new TreeSet<>();
        actors().forEach(javaClass -> present.add(below(javaClass)));
        assertThat(present).as("packages with arrows").isEqualTo(ARROWS.keySet());
    }
}
