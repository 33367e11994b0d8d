package io.ledgeractors.it.mutation;

import java.util.List;

/**
 * A bug and the tests of which at least one must find it.
 *
 * @param row the known bug that it stands for, such as a number of an issue
 * @param name the bug in words that say what a user would notice
 * @param module whose source has it
 * @param file path of the source below {@code src/main/java} of the module
 * @param search text that stands in the source exactly once
 * @param replacement text that plants the bug
 * @param finders tests, of which at least one must fail
 */
record Mutant(
        String row, String name, String module, String file, String search, String replacement, List<Finder> finders) {
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
