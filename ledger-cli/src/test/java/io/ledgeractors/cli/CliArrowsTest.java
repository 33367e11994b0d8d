package io.ledgeractors.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks that the arrows between the packages of this module point one way. */
class CliArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ledgeractors.cli");

    @Test
    void shouldPointFromCommandsToWhatTheyShare() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("program")
                .definedBy("io.ledgeractors.cli")
                .layer("terminal")
                .definedBy("io.ledgeractors.cli.terminal..")
                .layer("ledger")
                .definedBy("io.ledgeractors.cli.ledger..")
                .layer("files")
                .definedBy("io.ledgeractors.cli.files..")
                .layer("commands")
                .definedBy(
                        "io.ledgeractors.cli.start..",
                        "io.ledgeractors.cli.imports..",
                        "io.ledgeractors.cli.tail..",
                        "io.ledgeractors.cli.inspect..")
                .layer("tools")
                .definedBy("io.ledgeractors.cli.tools..")
                .whereLayer("program")
                .mayNotAccessAnyLayer()
                .whereLayer("terminal")
                .mayNotAccessAnyLayer()
                .whereLayer("ledger")
                .mayOnlyAccessLayers("program")
                .whereLayer("files")
                .mayOnlyAccessLayers("program", "ledger")
                .whereLayer("commands")
                .mayOnlyAccessLayers("program", "terminal", "ledger", "files")
                .whereLayer("tools")
                .mayOnlyAccessLayers("program", "commands")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void shouldKeepCommandsApart() {
        slices().matching("io.ledgeractors.cli.(start|imports|tail|inspect)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void shouldKnowNoExample() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ledgeractors.examples..")
                .check(CLASSES);
    }
}
