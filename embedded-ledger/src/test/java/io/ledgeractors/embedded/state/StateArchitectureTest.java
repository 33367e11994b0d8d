package io.ledgeractors.embedded.state;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks that the arrows between the packages of the state machine point one way. */
class StateArchitectureTest {
    private static final String STATE = "io.ledgeractors.embedded.state";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(STATE);

    @Test
    void shouldLetArrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("machine")
                .definedBy(STATE)
                .layer("create")
                .definedBy(STATE + ".create")
                .layer("expire")
                .definedBy(STATE + ".expire")
                .layer("read")
                .definedBy(STATE + ".read")
                .layer("request")
                .definedBy(STATE + ".request")
                .layer("find")
                .definedBy(STATE + ".find")
                .layer("tables")
                .definedBy(STATE + ".tables")
                .layer("index")
                .definedBy(STATE + ".index")
                .layer("store")
                .definedBy(STATE + ".store")
                .whereLayer("machine")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("create")
                .mayOnlyBeAccessedByLayers("machine")
                .whereLayer("expire")
                .mayOnlyBeAccessedByLayers("machine")
                .whereLayer("read")
                .mayOnlyBeAccessedByLayers("machine")
                .whereLayer("request")
                .mayOnlyBeAccessedByLayers("machine")
                .whereLayer("find")
                .mayOnlyBeAccessedByLayers("machine", "create", "expire", "read")
                .whereLayer("tables")
                .mayOnlyBeAccessedByLayers("machine", "create", "expire", "read", "find")
                .whereLayer("index")
                .mayOnlyBeAccessedByLayers("machine", "create", "expire", "read", "find", "tables")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("(" + STATE + "..)").should().beFreeOfCycles().check(CLASSES);
    }
}
