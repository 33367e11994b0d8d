package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps each simple name to one meaning in the whole project, and names that explained nothing from coming back. */
class TypeNamesTest {
    /** Names that were replaced, by the package in and below which nothing may have them. */
    private static final Map<String, List<String>> REPLACED = Map.of(
            "io.ledgeractors.actors",
            List.of(
                    "Aim",
                    "Burn",
                    "CallbackAsks",
                    "Carrier",
                    "Crowd",
                    "Desk",
                    "EventsShape",
                    "Fence",
                    "Findings",
                    "Flight",
                    "Gathering",
                    "GiveBack",
                    "Hands",
                    "Kind",
                    "LedgerClient",
                    "Means",
                    "Opened",
                    "PaymentDesk",
                    "SessionKeeper",
                    "Trail",
                    "Trial",
                    "Wish",
                    "Work"),
            "io.ledgeractors.streams",
            List.of("Answer", "OutcomeUnknownException", "Repetition"),
            "io.ledgeractors.embedded",
            List.of(
                    "Durable",
                    "FrameReader",
                    "Means",
                    "NewTransfer",
                    "Peer",
                    "Release",
                    "Resolution",
                    "Room",
                    "Seats",
                    "Shared",
                    "Warmth",
                    "Wide"),
            "io.ledgeractors.client",
            List.of("Flight", "FrameReader"),
            "io.ledgeractors.benchmarks",
            List.of("Case", "Contest", "Duel"));

    @Test
    void shouldUseThePublicNameOfATypeInOneModuleOnly() {
        Map<String, Set<String>> owners = new TreeMap<>();
        ReactorModules.CLASSES.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .forEach(type -> owners.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(ReactorModules.moduleOf(type).orElseThrow()));
        owners.values().removeIf(modules -> modules.size() == 1);
        assertThat(owners).as("names that public types of several modules have").isEmpty();
    }

    @Test
    void shouldNotUseReplacedNames() {
        Set<String> left = REPLACED.entrySet().stream()
                .flatMap(replaced -> ReactorModules.CLASSES.stream()
                        .filter(type -> isIn(type, replaced.getKey())
                                && replaced.getValue().contains(type.getSimpleName())))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(left).isEmpty();
    }

    private static boolean isIn(JavaClass type, String root) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }
}
