package dev.jbpf.text.c;

import dev.jbpf.isa.MacroNames;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.FibLookup;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.Limits;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.NetfilterVerdict;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.ReturnCode;
import dev.jbpf.kernel.RingBufferFlags;
import dev.jbpf.kernel.SkAction;
import dev.jbpf.kernel.SockOps;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.TcxAction;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.kernel.call.MapFlags;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The names that a source can use for the kernel's numbers. */
public final class KernelNames {
  private static final String HELPER_PREFIX = "BPF_FUNC_";
  private static final String CALL_PREFIX = "bpf_";

  private KernelNames() {}

  /** Made when the first name is looked up: most sources have none. */
  private static final class Tables {
    static final Map<String, Integer> HELPERS = helpers();
    static final Map<String, Long> CONSTANTS = constants();

    private static Map<String, Integer> helpers() {
      Map<String, Integer> found = new HashMap<>();
      for (Helper helper : Helper.values()) {
        found.put(call(helper), helper.value());
      }
      return found;
    }

    private static Map<String, Long> constants() {
      Map<String, Long> found = new HashMap<>();
      for (Map.Entry<String, CNumber> limit : CLimits.all().entrySet()) {
        found.put(limit.getKey(), limit.getValue().bits());
      }
      List<KernelConstant[]> enums =
          List.of(
              Helper.values(),
              AttachType.values(),
              BpfCommand.values(),
              MapType.values(),
              NetfilterVerdict.values(),
              ProgramType.values(),
              ReturnCode.values(),
              SkAction.values(),
              TcAction.values(),
              TcxAction.values(),
              XdpAction.values());
      for (KernelConstant[] constants : enums) {
        for (KernelConstant constant : constants) {
          found.put(constant.kernelName(), (long) constant.value());
        }
      }
      List<Class<?>> flags =
          List.of(
              AttachFlags.class,
              FibLookup.class,
              HelperFlags.class,
              Limits.class,
              MapFlags.class,
              Protocols.class,
              RingBufferFlags.class,
              SockOps.class,
              UpdateFlags.class);
      for (Class<?> each : flags) {
        addFields(each, found);
      }
      return found;
    }

    private static void addFields(Class<?> flags, Map<String, Long> found) {
      for (Field field : flags.getFields()) {
        try {
          found.put(field.getName(), ((Number) field.get(null)).longValue());
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(field + " is public", e);
        }
      }
    }
  }

  /** {@return the number of the helper of that name, with or without {@code bpf_} in front} */
  public static OptionalInt helper(String name) {
    Integer number = Tables.HELPERS.get(name);
    if (number == null) {
      number = Tables.HELPERS.get(CALL_PREFIX + name);
    }
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** {@return the name by which C calls the helper} */
  static String call(Helper helper) {
    return helper.functionName();
  }

  /** {@return the kernel's constant for the helper of that number, or the number} */
  public static String helperConstant(int number) {
    Optional<Helper> helper = Helper.of(number);
    return helper.isPresent() ? helper.get().kernelName() : Integer.toString(number);
  }

  /** {@return the names of all helpers, with {@code bpf_} in front and without} */
  public static List<String> helpers() {
    return Tables.HELPERS.keySet().stream()
        .flatMap(name -> Stream.of(name, name.substring(CALL_PREFIX.length())))
        .toList();
  }

  /** {@return the value of the constant, or the offset of the field, of that name} */
  static OptionalLong constant(String name) {
    OptionalInt part = MacroNames.value(name);
    if (part.isPresent()) {
      return OptionalLong.of(part.getAsInt());
    }
    Long value = Tables.CONSTANTS.get(name);
    if (value != null) {
      return OptionalLong.of(value);
    }
    return name.indexOf('.') > 0 ? ContextFields.offset(name) : OptionalLong.empty();
  }

  /** {@return the same as the number that it is} */
  public static Optional<BigInteger> number(String name) {
    Optional<CNumber> typed = typed(name);
    return typed.isPresent() ? Optional.of(typed.get().exact()) : Optional.empty();
  }

  /** {@return the same with its type in C: an enumeration's is {@code int} where that holds it} */
  public static Optional<CNumber> typed(String name) {
    Optional<CNumber> limit = CLimits.find(name);
    OptionalLong value = limit.isPresent() ? OptionalLong.empty() : constant(name);
    if (value.isEmpty()) {
      return limit;
    }
    long bits = value.getAsLong();
    return Optional.of(
        bits < 0 || bits == (int) bits ? CNumber.of(bits) : new CNumber(CType.UNSIGNED_LONG, bits));
  }

  /** {@return the names that one might have meant by {@code name}: of constants, or of fields} */
  public static Collection<String> candidates(String name) {
    return name.indexOf('.') > 0 ? ContextFields.names() : Tables.CONSTANTS.keySet();
  }
}
