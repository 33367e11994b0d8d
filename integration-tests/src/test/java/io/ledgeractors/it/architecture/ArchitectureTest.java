package io.ledgeractors.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Checks the arrows between modules and between packages, as CONTRIBUTING.md draws them. */
class ArchitectureTest {
    private static final String[] PURE = {
        "io.ledgeractors.model..",
        "io.ledgeractors.wire..",
        "io.ledgeractors.session..",
        "io.ledgeractors.client.internal.session..",
        "io.ledgeractors.embedded.state..",
        "io.ledgeractors.actors.internal.batching..",
        "io.ledgeractors.actors.internal.codec..",
        "io.ledgeractors.actors.recovery..",
        "io.ledgeractors.actors.payment.model..",
        "io.ledgeractors.actors.payment.internal.."
    };

    @Test
    void shouldSeeEveryModule() throws Exception {
        Set<String> seen = new TreeSet<>();
        ReactorModules.CLASSES.forEach(
                javaClass -> ReactorModules.moduleOf(javaClass).ifPresent(seen::add));
        assertThat(seen).as("modules whose classes were imported").isEqualTo(ReactorModules.listedModules());
        assertThat(new TreeSet<>(ReactorModules.ARROWS.keySet()))
                .as("modules with arrows of their own")
                .isEqualTo(seen);
    }

    @Test
    void shouldLetArrowsPointUpTheTableOnly() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : ReactorModules.CLASSES) {
            String module = ReactorModules.moduleOf(from).orElseThrow();
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target =
                        ReactorModules.moduleOf(dependency.getTargetClass()).orElse(module);
                if (!target.equals(module) && !ReactorModules.ARROWS.get(module).contains(target)) {
                    wrong.add(module + " -> " + target + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldKeepEachPackageInOneModuleAndUnderItsRoot() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass javaClass : ReactorModules.CLASSES) {
            modules.computeIfAbsent(javaClass.getPackageName(), name -> new TreeSet<>())
                    .add(ReactorModules.moduleOf(javaClass).orElseThrow());
        }
        assertThat(modules).allSatisfy((name, owners) -> {
            assertThat(owners).as("modules that hold " + name).hasSize(1);
            assertThat(ReactorModules.ROOTS.get(owners.iterator().next()))
                    .as("roots of " + owners)
                    .anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
        });
    }

    @Test
    void shouldDescribeEveryPackage() {
        Set<JavaPackage> packages = new java.util.HashSet<>();
        ReactorModules.CLASSES.forEach(javaClass -> packages.add(javaClass.getPackage()));
        assertThat(packages)
                .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as("package-info.java with @NullMarked in " + javaPackage.getName())
                        .isTrue());
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("io.ledgeractors.(**)").should().beFreeOfCycles().check(ReactorModules.CLASSES);
    }

    @Test
    void shouldFindClassesInEachPurePackage() {
        for (String pattern : PURE) {
            assertThat(ReactorModules.CLASSES.stream().filter(resideInAPackage(pattern)))
                    .as(pattern)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldKeepPureRulesFreeOfFrameworksAndTheOutside() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "org.slf4j..",
                        "java.net..",
                        "java.io..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent.locks..")
                .check(ReactorModules.CLASSES);
    }

    @Test
    void shouldKeepPureRulesFreeOfPekko() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                // These settings read their section from an actor system.
                .doNotHaveFullyQualifiedName("io.ledgeractors.actors.payment.model.PaymentSettings")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.pekko..")
                .check(ReactorModules.CLASSES);
    }

    @Test
    void shouldKeepPureRulesFreeOfClockAndThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .or()
                .resideInAPackage("io.ledgeractors.actors.message..")
                .and()
                .doNotHaveFullyQualifiedName("io.ledgeractors.model.IdGenerator")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(ReactorModules.CLASSES);
    }

    @Test
    void shouldKeepPekkoToTheActors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ledgeractors.model..",
                        "io.ledgeractors.wire..",
                        "io.ledgeractors.session..",
                        "io.ledgeractors.port..",
                        "io.ledgeractors.tck..",
                        "io.ledgeractors.client..",
                        "io.ledgeractors.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..", "scala..")
                .check(ReactorModules.CLASSES);
    }

    @Test
    void shouldKeepNettyToTheTwoEndsOfTheWire() {
        classes()
                .that(not(resideInAnyPackage(
                        "io.ledgeractors.client.internal.transport..", "io.ledgeractors.embedded.server..")))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.netty..")))
                .check(ReactorModules.CLASSES);
    }
}
