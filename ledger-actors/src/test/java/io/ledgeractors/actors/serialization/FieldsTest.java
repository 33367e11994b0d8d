package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static FieldReader reader(FieldWriter writer) {
        return new FieldReader(ByteBuffer.wrap(writer.bytes()));
    }

    @Test
    void shouldReadWhatWasWritten() throws Exception {
        FieldWriter writer = new FieldWriter(1)
                .putByte(255)
                .putFlag(true)
                .putInt(-7)
                .putLong(Long.MIN_VALUE)
                .putU128(UInt128.MAX)
                .putText("Zürich \ud83d\ude00")
                .putBytes(ByteBuffer.wrap(new byte[1_000]));
        FieldReader reader = reader(writer);
        assertThat(reader.getByte()).isEqualTo(255);
        assertThat(reader.getFlag()).isTrue();
        assertThat(reader.getInt()).isEqualTo(-7);
        assertThat(reader.getLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(reader.getU128()).isEqualTo(UInt128.MAX);
        assertThat(reader.getText()).isEqualTo("Zürich \ud83d\ude00");
        assertThat(reader.getBytes().remaining()).isEqualTo(1_000);
        assertThatThrownBy(reader::getByte).isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void shouldSkipFieldsThatALaterVersionAddedToABlock() throws Exception {
        FieldWriter writer = new FieldWriter(2);
        int block = writer.openBlock();
        writer.putInt(1).putText("added later").closeBlock(block).putInt(2);
        FieldReader reader = reader(writer);
        assertThat(reader.getBlock().getInt()).isEqualTo(1);
        assertThat(reader.getInt()).isEqualTo(2);
    }

    @Test
    void shouldCutLongExplanations() throws Exception {
        FieldWriter writer = new FieldWriter(1).putExplanation("x".repeat(FieldWriter.EXPLANATION_MAX + 1));
        assertThat(reader(writer).getText())
                .hasSize(FieldWriter.EXPLANATION_MAX)
                .endsWith("x...");
    }

    @Test
    void shouldRejectImpossibleFields() {
        assertUnreadable(() -> reader(new FieldWriter(1).putByte(2)).getFlag(), "truth value");
        assertUnreadable(() -> reader(new FieldWriter(1).putInt(-1)).getBytes(), "negative");
        assertUnreadable(() -> reader(new FieldWriter(1).putInt(5).putInt(0)).getText(), "too early");
        assertUnreadable(() -> reader(new FieldWriter(1).putInt(2).putInt(0)).getCount(4), "count");
        assertUnreadable(
                () -> reader(new FieldWriter(1).putBytes(ByteBuffer.wrap(new byte[] {-1})))
                        .getText(),
                "UTF-8");
    }

    private static void assertUnreadable(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String why) {
        assertThatThrownBy(read).isInstanceOf(UnreadableMessageException.class).hasMessageContaining(why);
    }
}
