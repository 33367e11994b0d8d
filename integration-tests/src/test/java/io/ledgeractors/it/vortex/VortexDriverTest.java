package io.ledgeractors.it.vortex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VortexDriverTest {
    private static final byte[] UNKNOWN_OPERATION = {1, 0, 0, 0, 0};

    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();

    @Test
    void shouldAnswerEachRequestWithTheResultsOfItsEvents() throws Exception {
        Account account =
                Account.builder().id(UInt128.of(7)).ledger(1).code(2).flags(8).build();
        ByteBuffer create = Bytes.allocate(VortexFrames.REQUEST_HEADER + AccountCodec.SIZE);
        create.put(0, (byte) 146).putInt(1, 1);
        AccountCodec.encode(account, create, VortexFrames.REQUEST_HEADER);
        ByteBuffer lookup = Bytes.allocate(VortexFrames.REQUEST_HEADER + 2 * Bytes.U128_SIZE);
        lookup.put(0, (byte) 140).putInt(1, 2);
        Bytes.putU128(lookup, VortexFrames.REQUEST_HEADER, UInt128.of(8));
        Bytes.putU128(lookup, VortexFrames.REQUEST_HEADER + Bytes.U128_SIZE, UInt128.of(7));

        VortexDriver.serve(new AccountsInMemory(), input(create.array(), lookup.array()), replies);

        ByteBuffer expected =
                Bytes.allocate(2 * VortexFrames.REPLY_HEADER + CreateAccountResultCodec.SIZE + AccountCodec.SIZE);
        expected.putInt(0, 1);
        CreateAccountResultCodec.encode(1, CreateAccountStatus.Created, expected, VortexFrames.REPLY_HEADER);
        int second = VortexFrames.REPLY_HEADER + CreateAccountResultCodec.SIZE;
        expected.putInt(second, 1);
        AccountCodec.encode(account, expected, second + VortexFrames.REPLY_HEADER);
        assertThat(replies.toByteArray()).isEqualTo(expected.array());
    }

    @Test
    void shouldAnswerTheRequestsBeforeOneThatIsWrong() {
        byte[] lookupOfNothing = {(byte) 140, 0, 0, 0, 0};
        assertThatThrownBy(() ->
                        VortexDriver.serve(new AccountsInMemory(), input(lookupOfNothing, UNKNOWN_OPERATION), replies))
                .isInstanceOf(VortexFrameException.class);
        assertThat(replies.toByteArray()).containsExactly(0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client 0", "client 0 3000 3001", "other 0 3000", "client zero 3000", "asks 0 :"})
    void shouldRefuseWrongArguments(String args) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = VortexDriver.run(
                args.split(" "), input(), replies, new PrintStream(errors, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(VortexDriver.WRONG_INPUT);
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("vortex driver: ");
        assertThat(replies.size()).isZero();
    }

    private static InputStream input(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return new ByteArrayInputStream(all.toByteArray());
    }

    /** Keeps accounts as they are. The timestamp of a result is the number of accounts. */
    private static final class AccountsInMemory implements VortexLedger {
        private final List<Account> accounts = new ArrayList<>();

        @Override
        public List<CreateAccountResult> createAccounts(List<Account> created) {
            accounts.addAll(created);
            return created.stream()
                    .map(account -> new CreateAccountResult(accounts.size(), CreateAccountStatus.Created))
                    .toList();
        }

        @Override
        public List<Account> lookupAccounts(List<UInt128> ids) {
            return accounts.stream()
                    .filter(account -> ids.contains(account.id()))
                    .toList();
        }

        @Override
        public List<CreateTransferResult> createTransfers(List<Transfer> transfers) {
            throw new UnsupportedOperationException("this ledger has no transfers");
        }

        @Override
        public List<Transfer> lookupTransfers(List<UInt128> ids) {
            throw new UnsupportedOperationException("this ledger has no transfers");
        }

        @Override
        public void close() {}
    }
}
