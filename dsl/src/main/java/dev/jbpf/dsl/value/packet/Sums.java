package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.kernel.StructField;
import java.util.List;

/**
 * Sums of headers that go with what they cover: what was there is taken out, what is now put in, as
 * RFC 1624 has it. WordPieces are added as they lie there: the order of their bytes makes no
 * difference.
 */
final class Sums {
  private static final int WORD_BITS = 0xffff;

  private final PacketHeader header;
  private final StructField field;

  /** The sum of {@code header} in {@code field}. */
  Sums(PacketHeader header, StructField field) {
    this.header = header;
    this.field = field;
  }

  /** Has the sum follow words of 16 bits that have changed. */
  void follow(List<U32> before, List<U32> after) {
    header.setWord(field.offset(), followed(before, after));
  }

  /** The same, where 0 means that there is no sum. */
  void followIfAny(List<U32> before, List<U32> after) {
    header
        .scope()
        .when(
            header.word(field.offset()).ne(0).condition(),
            () -> {
              U32 sum = followed(before, after);
              header.setWord(field.offset(), sum.eq(0).choose(sum.or(WORD_BITS), sum));
            });
  }

  private U32 followed(List<U32> before, List<U32> after) {
    U32 sum = header.word(field.offset()).xor(WORD_BITS);
    for (U32 word : before) {
      sum = sum.add(word.xor(WORD_BITS));
    }
    for (U32 word : after) {
      sum = sum.add(word);
    }
    return folded(folded(sum)).xor(WORD_BITS);
  }

  private static U32 folded(U32 sum) {
    return sum.and(WORD_BITS).add(sum.shiftRight(Short.SIZE));
  }
}
