package io.ledgeractors.benchmarks.state;

import java.util.List;

/** What is measured. */
enum StateVariant {
    /** Every account as often as any other, all in memory. */
    UNIFORM("uniform", List.of("-Xmx4g", "-XX:MaxDirectMemorySize=6g")),
    /** Few hot accounts, all in memory. */
    ZIPF("zipf", List.of("-Xmx4g", "-XX:MaxDirectMemorySize=6g")),
    /** Uniform, with records in files and a JVM as small as it shall do with. */
    FILES("uniform, files, 2g/512m", List.of("-Xmx2g", "-XX:MaxDirectMemorySize=512m"));

    final String title;
    final List<String> flags;

    StateVariant(String title, List<String> flags) {
        this.title = title;
        this.flags = flags;
    }
}
