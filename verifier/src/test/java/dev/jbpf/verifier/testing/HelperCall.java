package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.add;
import static dev.jbpf.verifier.testing.Code.all;
import static dev.jbpf.verifier.testing.Code.call;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.move;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static dev.jbpf.verifier.testing.Code.storeValue;
import static dev.jbpf.verifier.testing.Code.wide;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ContextLayout;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ResultKind;
import dev.jbpf.verifier.testing.Places.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Programs that call a helper with what it wants, or with something else in one register. */
final class HelperCall {
  private static final int READ_ONLY = 1 << 7;
  private static final int MAP = 1;
  private static final int BLOCKS = 16;
  private static final int WRITTEN = -64;
  private static final int UNWRITTEN = -256;

  private final KernelModel model;
  private final Map<MapType, Integer> maps = new EnumMap<>(MapType.class);
  private final int array;
  private final int hash;
  private final int readOnly;

  HelperCall(KernelModel model, ProbeMaps made) {
    this.model = model;
    for (MapType type : MapType.values()) {
      made.create(type).ifPresent(fd -> maps.put(type, fd));
    }
    array = made.create(MapType.ARRAY.value(), 4, 64, 1, 0, 0).orElseThrow();
    hash = made.create(MapType.HASH.value(), 4, 64, 1, 0, 0).orElseThrow();
    readOnly = made.create(MapType.ARRAY.value(), 4, 64, 1, READ_ONLY, 0).orElseThrow();
  }

  /** {@return a call with what the prototype wants; empty if there is no sample of that} */
  Optional<long[]> right(Place place, HelperPrototype helper) {
    return program(place, helper, OptionalInt.empty(), Sample.ZERO);
  }

  /** {@return the same with {@code sample} as one argument; empty where there is no sample} */
  Optional<long[]> with(Place place, HelperPrototype helper, int argument, Sample sample) {
    return program(place, helper, OptionalInt.of(argument), sample);
  }

  private Optional<long[]> program(
      Place place, HelperPrototype helper, OptionalInt other, Sample sample) {
    List<long[]> code = new ArrayList<>();
    code.add(new long[] {move(6, 1)});
    Optional<long[]> object = object(place, helper);
    Optional<long[]> value = sample(place, sample);
    if (object.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    code.add(object.orElseThrow());
    code.add(value.orElseThrow());
    for (int i = 1; i <= BLOCKS; i++) {
      code.add(new long[] {storeValue(8, 10, -8 * i, 0)});
    }
    code.add(new long[] {call(Helper.GET_SMP_PROCESSOR_ID.value())});
    for (int i = 0; i < helper.arguments().size(); i++) {
      boolean isOther = other.isPresent() && other.getAsInt() == i;
      Optional<long[]> argument =
          isOther
              ? Optional.of(other(i + 1, sample))
              : wanted(i + 1, helper.arguments().get(i), helper.helper());
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      code.add(argument.orElseThrow());
    }
    code.add(new long[] {call(helper.helper().value())});
    code.add(release(helper));
    code.add(new long[] {set(0, 1), exit()});
    return Optional.of(all(code.toArray(long[][]::new)));
  }

  private static long[] release(HelperPrototype helper) {
    if (!helper.has(Effect.ACQUIRES)) {
      return new long[0];
    }
    return helper.result().kind() == ResultKind.RECORD
        ? new long[] {
          slot(0x15, 0, 0, 3, 0), move(1, 0), set(2, 0), call(Helper.RINGBUF_DISCARD.value())
        }
        : new long[] {slot(0x15, 0, 0, 2, 0), move(1, 0), call(Helper.SK_RELEASE.value())};
  }

  /** Puts into R9 the object that an argument wants, if one does. */
  private Optional<long[]> object(Place place, HelperPrototype helper) {
    Optional<long[]> code = Optional.of(new long[0]);
    for (Argument argument : helper.arguments()) {
      code =
          switch (argument.kind()) {
            case SOCK_COMMON, SOCK_COMMON_TYPED ->
                sample(place, Sample.SOCK_COMMON).map(found -> all(found, moved()));
            case TYPED -> sample(place, Sample.TASK).map(found -> all(found, moved()));
            default -> code;
          };
    }
    return code;
  }

  private static long[] moved() {
    return new long[] {move(9, 7)};
  }

  private Optional<long[]> sample(Place place, Sample sample) {
    ContextLayout context =
        model.program(place.type(), place.attachType()).orElseThrow().context().orElseThrow();
    return switch (sample) {
      case UNWRITTEN, ZERO, CONTEXT, MAP -> Optional.of(new long[] {set(7, 0)});
      case NUMBER -> Optional.of(new long[] {set(7, 8)});
      case UNKNOWN -> Optional.of(new long[] {call(Helper.GET_PRANDOM_U32.value()), move(7, 0)});
      case STACK -> Optional.of(new long[] {move(7, 10), add(7, WRITTEN)});
      case RAW_STACK -> Optional.of(new long[] {move(7, 10), add(7, UNWRITTEN)});
      case VALUE -> Optional.of(all(Samples.lookup(hash), Samples.orEnd(7)));
      case VALUE_OR_NULL -> Optional.of(Samples.lookup(hash));
      case READ_ONLY -> Optional.of(all(Samples.lookup(readOnly), Samples.orEnd(7)));
      case PACKET -> Samples.packet(context, 64);
      case SOCK_COMMON -> Samples.socket(context);
      case TASK -> task(place);
    };
  }

  private Optional<long[]> task(Place place) {
    int helper = Helper.GET_CURRENT_TASK_BTF.value();
    return model.admits(place.type(), place.attachType(), model.helper(helper).orElseThrow())
        ? Optional.of(new long[] {call(helper), move(7, 0)})
        : Optional.empty();
  }

  private long[] other(int register, Sample sample) {
    return switch (sample) {
      case UNWRITTEN -> new long[0];
      case CONTEXT -> new long[] {move(register, 6)};
      case MAP -> wide(register, MAP, array);
      default -> new long[] {move(register, 7)};
    };
  }

  private Optional<long[]> wanted(int register, Argument argument, Helper helper) {
    return switch (argument.kind()) {
      case ANYTHING, ZERO -> Optional.of(new long[] {set(register, 0)});
      case CONTEXT -> Optional.of(new long[] {move(register, 6)});
      case SIZE, SIZE_OR_ZERO, ALLOC_SIZE -> Optional.of(new long[] {set(register, 8)});
      case MAP_KEY, MAP_VALUE, MEMORY, STACK ->
          Optional.of(new long[] {move(register, 10), add(register, WRITTEN)});
      case MAP ->
          maps.keySet().stream()
              .filter(type -> model.maps().admits(helper, type))
              .findFirst()
              .map(type -> wide(register, MAP, maps.get(type)));
      case TYPED -> found(register, argument.type().equals("task_struct"));
      case SOCK_COMMON, SOCK_COMMON_TYPED -> found(register, !argument.isReleased());
      case RECORD, SPIN_LOCK, TIMER, KPTR, KPTR_OBJECT, DYNPTR, FUNCTION, STRING, PER_CPU ->
          Optional.empty();
    };
  }

  private static Optional<long[]> found(int register, boolean isThere) {
    return isThere ? Optional.of(new long[] {move(register, 9)}) : Optional.empty();
  }
}
