package io.ledgeractors.it.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A bug that can be planted, and the tests of which at least one must find it. */
interface Bug {
    /** Returns what the bug stands for, such as the number of an issue. */
    String row();

    /** Returns the bug in words. */
    String name();

    /** Returns the tests of which at least one must fail. */
    List<Finder> finders();

    /**
     * Writes the changed classes.
     *
     * @param directory is empty, and belongs to this bug
     * @return the directory of the classes
     * @throws AssertionError if the bug cannot be planted
     */
    Path plant(Path directory) throws IOException;

    /**
     * A test class, or one of its methods, that can find a bug.
     *
     * @param module of the test
     * @param test full name of the class, or of the class, {@code #} and the method
     */
    record Finder(String module, String test) {
        @Override
        public String toString() {
            return test.substring(test.lastIndexOf('.') + 1);
        }
    }
}
