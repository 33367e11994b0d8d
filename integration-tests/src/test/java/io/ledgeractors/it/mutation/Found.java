package io.ledgeractors.it.mutation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way in which a bug was found.
 *
 * @param finder full name of the finder that failed, see {@link Bug.Finder#test}
 * @param test simple name of the class, and the method that failed, if it is known
 * @param detail the seed of a simulation; or that the test did not end; else empty
 */
record Found(String finder, String test, String detail) {
    private static final Pattern SEED = Pattern.compile("seed (\\d+)");

    /** Returns what the line of output tells that begins with {@link FinderRun#FAILURE}. */
    static Found of(String line) {
        String[] told = line.substring(FinderRun.FAILURE.length()).split(" ", 3);
        Matcher seed = SEED.matcher(told[2]);
        return new Found(told[0], told[1], seed.find() ? "seed " + seed.group(1) : "");
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? test : test + ", " + detail;
    }
}
