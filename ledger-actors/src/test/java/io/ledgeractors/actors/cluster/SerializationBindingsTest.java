package io.ledgeractors.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountEntity;
import io.ledgeractors.actors.account.Accounts;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.payment.Payments;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.actors.payment.model.PaymentStep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which serializers messages are bound to, and that the batcher's answers the asker of a command. */
class SerializationBindingsTest {
    private ActorTestKit kit;

    private void start(String config) {
        kit = ActorTestKit.create(
                "serializers",
                ConfigFactory.parseString("pekko.loglevel = WARNING\nledger-actors.embedded.in-memory = on\n" + config)
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void shouldAnswerTheAskerOfABatcherCommandOnceAndGiveNoBytes() {
        start("");
        List<LookupAccountsReply> replies = new ArrayList<>();
        LedgerBatcher.Submit ask = LedgerRequest.lookupAccounts(List.of()).to(replies::add);
        assertThat(SerializationExtension.get(Adapter.toClassic(kit.system()))
                        .serialize(ask)
                        .isFailure())
                .isTrue();
        assertThat(replies)
                .singleElement()
                .extracting(LookupAccountsReply::outcome)
                .isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
                    assertThat(refused.message()).contains("another node");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Command", "AccountCommand", "Transfer", "GetBalance"})
    void shouldNotStartEntitiesWhoseCommandsAreBoundToAnotherSerializer(String command) {
        String name = AccountEntity.class.getName() + "$" + command;
        start("pekko.actor.serialization-bindings { \"" + name + "\" = bytes }");
        assertThatThrownBy(() -> Accounts.get(kit.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(AccountEntity.class.getName())
                .hasMessageContaining("pekko.actor.serialization-bindings");
    }

    @Test
    void shouldNotStartPaymentsWhoseMessagesAreBoundToAnotherSerializer() {
        start("pekko.actor.serialization-bindings { \"io.ledgeractors.actors.payment.PaymentShardActor$Routed\" ="
                + " bytes }");
        PaymentSettings settings = PaymentSettings.create(kit.system(), "shop", 1, 1);
        PaymentStep never = call -> new CompletableFuture<>();
        assertThatThrownBy(() -> Payments.init(kit.system(), settings, never))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PaymentShardActor$Routed")
                .hasMessageContaining("pekko.actor.serialization-bindings");
    }
}
