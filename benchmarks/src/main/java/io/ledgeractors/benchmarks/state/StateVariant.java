package io.ledgeractors.benchmarks.state;

import java.util.List;

/** A load and the memory settings of its JVM. */
enum StateVariant {
    /** Uniform distribution of accounts, all records in memory. */
    UNIFORM("uniform", List.of("-Xmx4g", "-XX:MaxDirectMemorySize=6g")),
    /** Zipf distribution of accounts, so a few are hot; all records in memory. */
    ZIPF("zipf", List.of("-Xmx4g", "-XX:MaxDirectMemorySize=6g")),
    /** Uniform distribution, records in files, and the smallest JVM that must suffice. */
    FILES("uniform, files, 2g/512m", List.of("-Xmx2g", "-XX:MaxDirectMemorySize=512m"));

    final String title;
    final List<String> flags;

    StateVariant(String title, List<String> flags) {
        this.title = title;
        this.flags = flags;
    }
}
