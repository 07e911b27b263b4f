package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.RandomValues.Built;
import dev.jbpf.dsl.value.RandomValues.State;
import dev.jbpf.dsl.value.RandomValues.Statement;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Random statements that read and write a map and a packet. */
@SuppressWarnings({"rawtypes", "unchecked"}) // types are chosen at random
final class RandomOutside {
  static final int KEYS = 8;
  static final MapDef<Long, Long> TABLE = MapDef.hash("table", Codec.U32, Codec.U64, KEYS);

  /** In packets, wherever they are looked for. */
  record Word(int first, @BigEndian @U16 int second, short third) {}

  private static final int WORD = 8;
  private static final int MOST = 63;

  private final RandomValues values;
  private final Random random;

  RandomOutside(RandomValues values, Random random) {
    this.values = values;
    this.random = random;
  }

  private static Statement of(Consumer<Built> build, Consumer<State> run) {
    return new Statement() {
      @Override
      public void build(Built b) {
        build.accept(b);
      }

      @Override
      public boolean run(State s) {
        run.accept(s);
        return true;
      }
    };
  }

  Statement statement() {
    return switch (random.nextInt(6)) {
      case 0 -> put();
      case 1 -> find();
      case 2 -> remove();
      case 3 -> count();
      case 4 -> atFixedPlace();
      default -> atAnyPlace();
    };
  }

  private RandomValues.Number key() {
    RandomValues.Number any = values.number(RandomKind.U_32, 1);
    return new RandomValues.Number() {
      @Override
      public Int build(Built b) {
        return any.build(b).and(KEYS - 1);
      }

      @Override
      public long run(State s) {
        return any.run(s) & KEYS - 1;
      }
    };
  }

  private Statement put() {
    RandomValues.Number key = key();
    RandomValues.Number value = values.number(RandomKind.U_64, 2);
    return of(
        b -> {
          Int at = key.build(b);
          b.p.map(TABLE).put(at, value.build(b));
        },
        s -> s.table.put((int) key.run(s), value.run(s)));
  }

  private Statement find() {
    RandomValues.Number key = key();
    int target = random.nextInt(RandomValues.VARIABLES);
    RandomValues.Number otherwise = values.number(values.kinds[target], 1);
    return of(
        b ->
            b.p
                .map(TABLE)
                .find(key.build(b))
                .ifPresent(found -> set(b, target, found.u64()))
                .otherwise(() -> b.variables.get(target).set(otherwise.build(b))),
        s -> {
          Long found = s.table.get((int) key.run(s));
          s.variables[target] = found == null ? otherwise.run(s) : values.kinds[target].fit(found);
        });
  }

  private void set(Built b, int target, Int value) {
    b.variables.get(target).set(value.cast(values.kinds[target].raw()));
  }

  private Statement remove() {
    RandomValues.Number key = key();
    return of(b -> b.p.map(TABLE).remove(key.build(b)), s -> s.table.remove((int) key.run(s)));
  }

  private Statement count() {
    RandomValues.Number key = key();
    RandomValues.Number value = values.number(RandomKind.U_64, 1);
    return of(
        b -> {
          Int by = value.build(b);
          b.p.map(TABLE).findOrInsert(key.build(b)).ifPresent(found -> found.addAtomic(by));
        },
        s -> s.table.merge((int) key.run(s), value.run(s), Long::sum));
  }

  private Statement atFixedPlace() {
    int at = random.nextInt(MOST + 1);
    Access access = access();
    return of(
        b -> b.packet.get().at(at, Word.class).ifPresent(word -> access.build().accept(b, word)),
        s -> access.run(s, at));
  }

  private Statement atAnyPlace() {
    RandomValues.Number at = values.number(RandomKind.U_32, 1);
    Access access = access();
    return of(
        b -> {
          U32 place = (U32) at.build(b);
          b.packet
              .get()
              .at(place, MOST, Word.class)
              .ifPresent(word -> access.build().accept(b, word));
        },
        s -> {
          long place = at.run(s);
          if (place <= MOST) {
            access.run(s, (int) place);
          }
        });
  }

  /** What is done with bytes that are there. */
  private record Access(BiConsumer<Built, Cell<Word>> build, BiConsumer<State, ByteBuffer> run) {
    void run(State s, int at) {
      if (at + WORD <= s.packet.length) {
        run.accept(s, ByteBuffer.wrap(s.packet, at, WORD).slice().order(ByteOrder.nativeOrder()));
      }
    }
  }

  private Access access() {
    int target = random.nextInt(RandomValues.VARIABLES);
    RandomKind kind = values.kinds[target];
    RandomValues.Number first = values.number(RandomKind.S_32, 1);
    RandomValues.Number second = values.number(RandomKind.U_16, 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          new Access(
              (b, word) -> set(b, target, word.get(Word::first)),
              (s, bytes) -> s.variables[target] = kind.fit(bytes.getInt(0)));
      case 1 ->
          new Access(
              (b, word) -> set(b, target, word.get(Word::second)),
              (s, bytes) -> s.variables[target] = kind.fit(big(bytes).getShort(4) & 0xffff));
      case 2 ->
          new Access(
              (b, word) -> set(b, target, word.get(Word::third)),
              (s, bytes) -> s.variables[target] = kind.fit(bytes.getShort(6)));
      case 3 ->
          new Access(
              (b, word) -> word.set(Word::first, first.build(b)),
              (s, bytes) -> bytes.putInt(0, (int) first.run(s)));
      default ->
          new Access(
              (b, word) -> word.set(Word::second, second.build(b)),
              (s, bytes) -> big(bytes).putShort(4, (short) second.run(s)));
    };
  }

  private static ByteBuffer big(ByteBuffer bytes) {
    return bytes.order(ByteOrder.BIG_ENDIAN);
  }
}
