package io.ledgeractors.it.vectors;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.tck.vectors.JsonFields;
import io.ledgeractors.tck.vectors.LedgerTarget;
import io.ledgeractors.tck.vectors.Requirement;
import io.ledgeractors.tck.vectors.Scenario;
import io.ledgeractors.tck.vectors.ScenarioStep;
import io.ledgeractors.tck.vectors.Scenarios;
import io.ledgeractors.tck.vectors.Value;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Selects and orders the scenarios that can be replayed on a server that may hold data already. */
final class OutsideServer {
    private final LedgerTarget server;
    private final Limits limits;
    private final boolean wasEmpty;

    OutsideServer(LedgerTarget server, Limits limits) {
        this.server = server;
        this.limits = limits;
        this.wasEmpty = isEmpty(Operation.QUERY_ACCOUNTS) && isEmpty(Operation.QUERY_TRANSFERS);
    }

    /** Returns all scenarios. Those that need an empty server, or one with only the scenarios before, come first. */
    static List<Scenario> inOrder() {
        return Scenarios.all()
                .sorted(Comparator.comparingInt(scenario -> switch (scenario.requirement()) {
                    case EMPTY_LEDGER -> 0;
                    case IMPORT_ORDER -> 1;
                    default -> 2;
                }))
                .toList();
    }

    /** Returns the reason why this scenario cannot be replayed here, or an empty text if it can. */
    String reasonAgainst(Scenario scenario) {
        boolean needsEmpty = scenario.requirement() == Requirement.EMPTY_LEDGER
                || scenario.requirement() == Requirement.IMPORT_ORDER;
        if (needsEmpty && !wasEmpty) {
            return "needs an empty server";
        }
        int wanted = scenario.batchSizeLimit();
        if (wanted != 0 && wanted != limits.batchSizeLimit()) {
            return "needs a server with a batch size limit of " + wanted + ", not " + limits.batchSizeLimit();
        }
        if (!fits(scenario)) {
            return "has requests beyond the server's batch size limit of " + limits.batchSizeLimit();
        }
        return wasReplayed(scenario) ? "was replayed on this server before: its accounts are there" : "";
    }

    private boolean fits(Scenario scenario) {
        return requests(scenario).stream().allMatch(request -> {
            Operation operation = request.operation();
            int batches = request.batches().size();
            int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(batches, operation.eventSize()) : 0;
            return request.events().size() * operation.eventSize() + trailer <= limits.batchSizeLimit();
        });
    }

    private boolean wasReplayed(Scenario scenario) {
        List<UInt128> ids = new ArrayList<>();
        for (ScenarioStep.Request request : requests(scenario)) {
            if (request.operation().name().startsWith("CREATE_ACCOUNTS")) {
                for (JsonFields account : request.events()) {
                    if (account.get("id") instanceof Value.Number id && ids.size() < 250) {
                        ids.add(id.number());
                    }
                }
            }
        }
        ByteBuffer body = Bytes.allocate(16 * ids.size() + MultiBatch.trailerSize(1, 16));
        for (int i = 0; i < ids.size(); i++) {
            Bytes.putU128(body, 16 * i, ids.get(i));
        }
        MultiBatch.writeTrailer(body, 0, new int[] {ids.size()}, 1, 16);
        return hasResults(Operation.LOOKUP_ACCOUNTS, body);
    }

    private boolean isEmpty(Operation query) {
        ByteBuffer body = Bytes.allocate(64 + MultiBatch.trailerSize(1, 64));
        body.putInt(56, 1); // the limit; no other field narrows it
        MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, 64);
        return !hasResults(query, body);
    }

    private boolean hasResults(Operation operation, ByteBuffer body) {
        ByteBuffer reply = server.execute(operation, body).body();
        return MultiBatch.count(reply, 0, reply.limit(), 0) > 0;
    }

    private static List<ScenarioStep.Request> requests(Scenario scenario) {
        return scenario.steps().stream()
                .filter(ScenarioStep.Request.class::isInstance)
                .map(ScenarioStep.Request.class::cast)
                .toList();
    }
}
