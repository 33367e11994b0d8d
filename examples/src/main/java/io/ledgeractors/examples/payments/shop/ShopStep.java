package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The shop's step of a payment. It takes 5 ms and fails where the plan says so. */
public final class ShopStep implements PaymentStep {
    private static final Executor SOON = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    /** Creates the step, which serves all payments. */
    public ShopStep() {}

    @Override
    public CompletionStage<Result> run(Call call) {
        PaymentKind kind = Shop.kind((int) call.payment().userData64());
        return kind == PaymentKind.HANGING
                ? new CompletableFuture<>()
                : CompletableFuture.supplyAsync(() -> result(kind, call), SOON);
    }

    private static Result result(PaymentKind kind, Call call) {
        return switch (kind) {
            case DECLINED -> Result.decline("sold out");
            case RETRIED -> {
                if (call.attempt() == 0) {
                    throw new IllegalStateException("the warehouse does not answer");
                }
                yield Result.capture();
            }
            case PARTIAL -> Result.capture(halves(call));
            default -> Result.capture();
        };
    }

    private static List<UInt128> halves(Call call) {
        return call.payment().legs().stream()
                .map(leg -> Shop.half(leg.amount()))
                .toList();
    }
}
