package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checks that the arrows between the packages of native-client point one way. */
class ClientArrowsTest {
    private static final String ROOT = "io.ledgeractors.client";

    /** The packages of the client that each of its packages may use; the root is the empty name. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "",
                    Set.of(
                            ".exception",
                            ".internal.call",
                            ".internal.driver",
                            ".internal.session",
                            ".internal.state",
                            ".internal.transport"),
            ".exception", Set.of(),
            ".internal.call", Set.of(".exception", ".internal.state"),
            ".internal.driver", Set.of(".internal.session", ".internal.state"),
            ".internal.session", Set.of(),
            ".internal.state", Set.of(),
            ".internal.transport", Set.of(".exception", ".internal.driver"));

    @Test
    void shouldLetArrowsPointOneWay() {
        Set<String> wrong = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (JavaClass from : ReactorModules.CLASSES) {
            if (isOfClient(from)) {
                String source = inClient(from);
                seen.add(source);
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (isOfClient(target)
                            && !source.equals(inClient(target))
                            && !ARROWS.getOrDefault(source, Set.of()).contains(inClient(target))) {
                        wrong.add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    private static boolean isOfClient(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    private static String inClient(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }
}
