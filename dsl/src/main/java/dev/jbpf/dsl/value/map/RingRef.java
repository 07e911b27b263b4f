package dev.jbpf.dsl.value.map;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.memory.Otherwise;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.function.Consumer;

/** A ring buffer, through which records go to Java; since Linux 5.8. */
public final class RingRef {
  private static final String RECORD = "record";

  private final Scope scope;
  private final MapDef<?, ?> map;

  /** The ring buffer of that definition. */
  @SuppressWarnings("exports")
  public RingRef(Scope scope, MapDef<?, ?> map) {
    this.scope = scope;
    this.map = scope.unit().define(map);
    if (map.type() != MapType.RINGBUF) {
      throw scope.error(
          "map-type", map.name() + " is no ring buffer", "MapDef.ringBuffer(…) makes one");
    }
  }

  /**
   * Reserves a record for {@code body} to fill, and hands it over behind it. Where {@code body}
   * leaves before its end, by {@code exit}, {@code orReturn} or out of a loop around, the record is
   * discarded. What is in it at first is not known: {@code body} fills all that Java reads.
   *
   * @return takes what is to be done where there is no room
   */
  public <R extends Record> Otherwise reserved(Class<R> type, Consumer<Cell<R>> body) {
    Codec<R> codec = Codec.record(type);
    FunctionBuilder f = scope.at();
    Value size = f.constant(codec.size());
    Value found =
        scope.call(
            Helper.RINGBUF_RESERVE, Type.RING_RECORD.orNull(), f.map(map), size, f.constant(0));
    Maybe<Value> record = Maybe.atAddress(scope, found, address -> address);
    return record.ifPresent(address -> fill(address, codec, body));
  }

  private <R extends Record> void fill(Value address, Codec<R> codec, Consumer<Cell<R>> body) {
    boolean[] isGone = new boolean[1];
    Cell<R> cell = Cell.at(scope, address, codec.layout(), RECORD, () -> requireThere(isGone[0]));
    scope
        .held()
        .during(
            false,
            () -> giveBack(Helper.RINGBUF_DISCARD, address),
            () -> {
              body.accept(cell);
            });
    isGone[0] = true;
    if (scope.isOpen()) {
      giveBack(Helper.RINGBUF_SUBMIT, address);
    }
  }

  private void requireThere(boolean isGone) {
    if (isGone) {
      throw scope.error(
          "record-gone", "the record was handed over", "use it inside reserved(…) only");
    }
  }

  private void giveBack(Helper helper, Value address) {
    scope.call(helper, Type.NONE, address, scope.at().constant(0));
  }

  /**
   * Copies the first bytes of {@code record} to Java's side.
   *
   * @param bytes how many; all of it, where that is more
   */
  public Status output(Cell<?> record, Int<?, ?> bytes) {
    Value size = bytes.toU64().min(record.size()).ir();
    return output(record, size);
  }

  /** Copies {@code record} to Java's side. */
  public Status output(Cell<?> record) {
    return output(record, scope.at().constant(record.size()));
  }

  private Status output(Cell<?> record, Value size) {
    FunctionBuilder f = scope.at();
    Value code =
        scope.call(
            Helper.RINGBUF_OUTPUT, Type.S64, f.map(map), record.address(), size, f.constant(0));
    return new Status(scope, code);
  }
}
