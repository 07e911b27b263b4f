package dev.jbpf.btf.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for any types, those that lead back to themselves and nonsense included. */
class DeduplicationProperties {
  private static final int DEPTH = 6;

  @Property(tries = 300)
  void againChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    byte[] once = Deduplication.of(random(seed, count, true)).toBytes();
    assertThat(Deduplication.of(Btf.parse(once)).toBytes()).isEqualTo(once);
  }

  @Property(tries = 300)
  void looksTheSameFromEverywhere(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Btf types = random(seed, count, false);
    Deduplication once = Deduplication.of(types);
    Btf less = Btf.parse(once.toBytes());
    for (int id = 0; id < types.size(); id++) {
      assertThat(view(less, once.id(id), DEPTH)).isEqualTo(view(types, id, DEPTH));
      assertThat(size(less, once.id(id))).isEqualTo(size(types, id));
    }
  }

  @Property(tries = 300)
  void twiceTheSameIsOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Btf types = random(seed, count, true);
    BtfBuilder twice = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    append(types, twice, id -> id);
    append(types, twice, id -> id == 0 ? 0 : id + types.size() - 1);
    assertThat(Deduplication.of(Btf.parse(twice.toBytes())).toBytes())
        .isEqualTo(Deduplication.of(types).toBytes());
  }

  private static void append(Btf types, BtfBuilder to, IntUnaryOperator ids) {
    for (int id = 1; id < types.size(); id++) {
      to.append(types.type(id).withReferences(ids));
    }
  }

  private static Object size(Btf types, int id) {
    try {
      return types.sizeOf(id);
    } catch (BtfException e) {
      return OptionalLong.empty();
    }
  }

  /** What one sees that follows at most that many references. */
  private static String view(Btf types, int id, int depth) {
    StringBuilder text = new StringBuilder(types.type(id).withReferences(other -> 0).toString());
    if (depth > 0) {
      for (int other : types.type(id).references()) {
        text.append('(').append(view(types, other, depth - 1)).append(')');
      }
    }
    return text.toString();
  }

  private static Btf random(long seed, int count, boolean withDeclarations) {
    Random random = new Random(seed);
    BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (int id = 1; id <= count; id++) {
      builder.append(type(random, count, withDeclarations));
    }
    return Btf.parse(builder.toBytes());
  }

  private static BtfType type(Random random, int count, boolean withDeclarations) {
    int other = random.nextInt(count + 1);
    String name = random.nextInt(3) == 0 ? "" : "n" + random.nextInt(3);
    return switch (random.nextInt(withDeclarations ? 13 : 11)) {
      case 0 -> new BtfType.Int("i" + random.nextInt(2), 4, sign(random), 0, 32);
      case 1, 2 -> new BtfType.Ptr(other);
      case 3 -> new BtfType.Array(other, 1, random.nextInt(2));
      case 4, 5 -> new BtfType.Struct(name, 8, members(random, count));
      case 6 -> new BtfType.Union(name, 8, members(random, count));
      case 7 -> new BtfType.Typedef("t" + random.nextInt(2), other);
      case 8 -> new BtfType.Const(other);
      case 9 -> new BtfType.FuncProto(other, List.of(new BtfType.Param("p", 1)));
      case 10 -> new BtfType.Enum("n0", 4, false, List.of(new BtfType.Enumerator("e", 1)));
      case 11 -> new BtfType.Fwd("n" + random.nextInt(3), random.nextBoolean());
      default -> new BtfType.Enum("n" + random.nextInt(2), 4, false, List.of());
    };
  }

  private static Set<BtfType.Encoding> sign(Random random) {
    return random.nextBoolean()
        ? EnumSet.of(BtfType.Encoding.SIGNED)
        : EnumSet.noneOf(BtfType.Encoding.class);
  }

  private static List<BtfType.Member> members(Random random, int count) {
    List<BtfType.Member> members = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      members.add(new BtfType.Member("m" + i, random.nextInt(count + 1), i * 32L, 0));
    }
    return members;
  }
}
