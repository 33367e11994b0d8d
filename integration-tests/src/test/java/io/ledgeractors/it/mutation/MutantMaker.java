package io.ledgeractors.it.mutation;

import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the bugs of a package.
 *
 * @param module of the sources
 * @param root path of the package below {@code src/main/java} of the module, with a slash at its end
 * @param finders tests for bugs that name none of their own
 */
record MutantMaker(String module, String root, List<Bug.Finder> finders) {
    private static final String PACKAGE = "io.ledgeractors.";

    /** Money moves while messages, sessions and disks fail; the first finder of most bugs. */
    static final Bug.Finder MONEY = new Bug.Finder(
            "ledger-testkit", PACKAGE + "testkit.simulation.SimulationTest#shouldKeepAllPromisesWhileMoneyMoves");

    /** Returns a maker whose bugs are looked for by {@link #MONEY} and then by these tests of the module. */
    static MutantMaker simulated(String module, String root, String... tests) {
        return new MutantMaker(
                module,
                root,
                Stream.concat(Stream.of(MONEY), finders(module, tests)).toList());
    }

    /**
     * Makes a bug.
     *
     * @param tests names of tests below {@code io.ledgeractors}, each with its module and a colon before it if it is of
     *     another module; none for the finders of this maker
     */
    Mutant of(String row, String name, String file, String search, String replacement, String... tests) {
        List<Bug.Finder> own =
                tests.length == 0 ? finders : finders(module, tests).toList();
        return new Mutant(row, name, module, root + file, search, replacement, own);
    }

    private static Stream<Bug.Finder> finders(String module, String... tests) {
        return Stream.of(tests).map(test -> {
            int colon = test.indexOf(':');
            return new Bug.Finder(colon < 0 ? module : test.substring(0, colon), PACKAGE + test.substring(colon + 1));
        });
    }
}
