package io.ledgeractors.it.mutation;

import java.util.List;
import java.util.stream.Stream;

/** The bugs that are planted. Their names say what a user would notice. */
final class Mutants {
    static final List<Mutant> ALL = Stream.of(
                    BatchingMutants.ALL,
                    RecoveryMutants.ALL,
                    SessionMutants.ALL,
                    ReplicaMutants.ALL,
                    JournalMutants.ALL,
                    CheckpointMutants.ALL,
                    DiskMutants.ALL,
                    StateMutants.ALL,
                    LibraryMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}
}
