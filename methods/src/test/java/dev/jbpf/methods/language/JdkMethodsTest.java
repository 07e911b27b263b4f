package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.random.MemoryCompiler;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * All that this JDK's classes compute of numbers: the same in programs, of what is known and of
 * what is not, or refused by a rule that is listed.
 */
class JdkMethodsTest {
  private static final List<Class<?>> OWNERS =
      List.of(
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Math.class,
          StrictMath.class);

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, short.class, byte.class, char.class, boolean.class);

  private static final long[][] INPUTS = {
    {0, 0, 0},
    {1, -1, 5},
    {-7, 3, 12},
    {0x8000_0000L, -1, 0},
    {Long.MIN_VALUE, -1, 1},
    {Long.MAX_VALUE, 2, 9},
    {0x1234_5678_9abc_def0L, 0x0f0f_00ffL, -3},
    {'Z', 36, 16},
  };

  /** A code point may be more than tables have, and the base of digits says which table. */
  private static final Pattern CODE_POINTS =
      Pattern.compile(".*Character\\.(\\w+\\(int(,int)?\\)|digit\\(char,int\\))");

  private static final byte[] PACKET = new byte[64];

  private static List<Method> methods() {
    List<Method> all = new ArrayList<>();
    for (Class<?> owner : OWNERS) {
      for (Method method : owner.getMethods()) {
        List<Class<?>> types = new ArrayList<>(List.of(method.getParameterTypes()));
        types.add(method.getReturnType());
        if (method.getDeclaringClass() == owner
            && Modifier.isStatic(method.getModifiers())
            && NUMBERS.containsAll(types)) {
          all.add(method);
        }
      }
    }
    return all;
  }

  private static String argument(Class<?> type, String from) {
    return type == boolean.class ? "(" + from + " & 1) != 0" : "(" + type + ") " + from;
  }

  private static String program(Method method, String name, String... from) {
    List<String> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      arguments.add(argument(type, from[arguments.size()]));
    }
    String call =
        method.getDeclaringClass().getName()
            + "."
            + method.getName()
            + "("
            + String.join(", ", arguments)
            + ")";
    return ("@dev.jbpf.methods.BpfProgram(\"xdp\") static int %s(dev.jbpf.methods.context.XdpContext context)"
            + " { r = %s; return 1; }\n")
        .formatted(name, method.getReturnType() == boolean.class ? call + " ? 1 : 0" : call);
  }

  private static Object java(Class<?> type, long value) {
    if (type == boolean.class) {
      return (value & 1) != 0;
    }
    if (type == char.class) {
      return (char) value;
    }
    if (type == byte.class) {
      return (byte) value;
    }
    if (type == short.class) {
      return (short) value;
    }
    return type == int.class ? (Object) (int) value : (Object) value;
  }

  private static long number(Object result) {
    if (result instanceof Boolean is) {
      return is ? 1 : 0;
    }
    return result instanceof Character letter ? letter : ((Number) result).longValue();
  }

  /** {@return r0 and what the method gave; 0 where it throws} */
  private static List<Long> inJava(Method method, long... input) {
    Object[] arguments = new Object[method.getParameterCount()];
    Arrays.setAll(arguments, i -> java(method.getParameterTypes()[i], input[i]));
    try {
      return List.of(1L, number(method.invoke(null, arguments)));
    } catch (InvocationTargetException thrown) {
      return List.of(0L, 0L);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ofWhatIsNotKnown() {
    List<Method> methods = methods();
    StringBuilder source = new StringBuilder("final class Unknown { static long a, b, c, r;\n");
    for (int i = 0; i < methods.size(); i++) {
      source.append(program(methods.get(i), "p" + i, "a", "b", "c"));
    }
    Class<?> type = MemoryCompiler.compile("Unknown", source + "}");
    Map<Rule, Set<String>> refused = new TreeMap<>();
    for (int i = 0; i < methods.size(); i++) {
      try {
        compare(methods.get(i), MethodCompiler.compile(type, "p" + i).toObject(), "p" + i);
      } catch (RefusedException e) {
        refused.computeIfAbsent(e.rule(), rule -> new TreeSet<>()).add(methods.get(i).toString());
      }
    }
    assertThat(refused.keySet()).isSubsetOf(Rule.FOREIGN_METHOD);
    assertThat(refused.getOrDefault(Rule.FOREIGN_METHOD, Set.of()))
        .allMatch(one -> CODE_POINTS.matcher(one).matches());
  }

  private static void compare(Method method, byte[] object, String program) {
    VmObject vm = VmObject.load(dev.jbpf.elf.bpf.BpfObjectFile.read(object), VmOptions.DEFAULT);
    for (long[] input : INPUTS) {
      for (int i = 0; i < method.getParameterCount(); i++) {
        vm.variable("abc".substring(i, i + 1), Codec.S64).set(input[i]);
      }
      vm.variable("r", Codec.S64).set(0L);
      assertThat(List.of(run(vm, program), vm.variable("r", Codec.S64).get()))
          .as("%s %s", method, Arrays.toString(input))
          .isEqualTo(inJava(method, input));
    }
  }

  @Test
  void ofWhatIsKnown() {
    List<Method> methods = methods();
    long[] input = INPUTS[6];
    String[] texts = {input[0] + "L", input[1] + "L", input[2] + "L"};
    StringBuilder source = new StringBuilder("final class Known { static long r;\n");
    for (int i = 0; i < methods.size(); i++) {
      source.append(program(methods.get(i), "p" + i, texts));
    }
    Class<?> type = MemoryCompiler.compile("Known", source + "}");
    VmObject vm = VmObject.load(MethodCompiler.compile(type).object(), VmOptions.DEFAULT);
    for (int i = 0; i < methods.size(); i++) {
      vm.variable("r", Codec.S64).set(0L);
      assertThat(List.of(run(vm, "p" + i), vm.variable("r", Codec.S64).get()))
          .as(methods.get(i).toString())
          .isEqualTo(inJava(methods.get(i), input));
    }
  }

  private static long run(VmObject vm, String program) {
    return vm.program(program).run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
  }

  /** Texts that are known are numbers when the program is made. */
  static final class Texts {
    private static final String[] NAMES = {"17", "0x10", "-3", "4_000".replace("_", "")};
    static int index;

    private Texts() {}

    @BpfProgram("xdp")
    static int parsed(XdpContext context) {
      long sum = Integer.parseInt("42") + Integer.parseInt("-7f", 16) + Integer.decode("#ff");
      sum += Long.parseLong("4294967296") + Long.parseUnsignedLong("ffffffffffffffff", 16);
      sum += Byte.parseByte("-5") + Short.decode("010") + Integer.valueOf("12");
      sum += Integer.parseUnsignedInt("4294967295") + Long.decode("0x7") + Long.valueOf("9", 36);
      sum += Boolean.parseBoolean("TRUE") ? 1000 : 0;
      sum += Integer.toHexString(48879).charAt(1) + Long.toString(-12).length();
      return (int) (sum ^ sum >>> 32);
    }

    @BpfProgram("xdp")
    static int chosen(XdpContext context) {
      return Integer.decode(NAMES[index & 3]);
    }
  }

  @Test
  void ofTexts() {
    VmObject vm = VmObject.load(Texts.class);
    assertThat((int) run(vm, "parsed")).isEqualTo(Texts.parsed(XdpContext.of(PACKET)));
    for (int i = 0; i < 4; i++) {
      Texts.index = i;
      vm.variable("index", Codec.S32).set(i);
      assertThat((int) run(vm, "chosen")).isEqualTo(Texts.chosen(XdpContext.of(PACKET)));
    }
  }

  /** What an exception says is nobody's here, whatever it is made of. */
  static final class Thrown {
    static int calls;
    static int limit = 3;

    private Thrown() {}

    @BpfProgram("xdp")
    static int limited(XdpContext context) {
      int length = context.packet().length();
      calls++;
      if (length > limit) {
        calls += 10;
        throw new IllegalArgumentException("of " + length + ", more than " + limit);
      }
      return 2;
    }
  }

  @Test
  void messagesOfExceptionsAreNotMade() {
    VmObject vm = VmObject.load(Thrown.class);
    assertThat(run(vm, "limited")).isZero();
    assertThat(vm.variable("calls", Codec.S32).get()).isEqualTo(11);
    vm.variable("limit", Codec.S32).set(64);
    assertThat(run(vm, "limited")).isEqualTo(2);
    assertThat(vm.variable("calls", Codec.S32).get()).isEqualTo(12);
  }

  static final class NoNumber {
    private NoNumber() {}

    @BpfProgram("xdp")
    static int parsed(XdpContext context) {
      return Integer.parseInt("12z");
    }
  }

  @Test
  void textsThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> MethodCompiler.compile(NoNumber.class))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("error[text]: Integer.parseInt (For input string: \"12z\"");
  }
}
