package io.ledgeractors.it.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * One instruction of a compiled class that pitest changes.
 *
 * @param row the part of the toolkit
 * @param details says what is changed
 * @param mutater changes it
 * @param finders tests, of which at least one must fail
 */
record RandomMutant(String row, MutationDetails details, Mutater mutater, List<Finder> finders) implements Bug {
    @Override
    public String name() {
        String type = details.getClassName().asJavaName();
        String what = details.getDescription().replaceAll("[\\w/$]+/([\\w$]+)::", "$1.");
        return type.substring(type.lastIndexOf('.') + 1) + "." + details.getMethod() + ", line "
                + details.getLineNumber() + ": " + what;
    }

    @Override
    public Path plant(Path directory) throws IOException {
        Path classes = directory.resolve("classes");
        Path file = classes.resolve(details.getClassName().asInternalName() + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, mutater.getMutation(details.getId()).getBytes());
        return classes;
    }
}
