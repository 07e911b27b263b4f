package dev.jbpf.methods.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.intrinsic.GlobalVariable;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random methods give the same as Java, on the VM, compiled, and in the kernel. */
class RandomMethodsTest {
  /** How many classes are compiled in one go. */
  private static final int BATCH = 50;

  /** How many classes of a hundred may have a program with too many paths for kernels. */
  private static final int MOST_TOO_LARGE = 5;

  private static final byte[] PACKET = new byte[64];

  private static int tooLarge;
  private static int mostTooLarge;

  /** What a program returned, and what it left in its variables. */
  private record Outcome(int result, Map<String, Long> variables) {}

  @Test
  void onTheVm() {
    compare(0, 30, Engine.INTERPRETER, false);
  }

  @Test
  void compiled() {
    compare(100, 130, Engine.JIT, false);
  }

  @Test
  @KernelTest
  void inTheKernel() {
    compare(200, 265, Engine.INTERPRETER, true);
  }

  /** An index that is a number less a large constant: the kernel minds the constant. */
  @Test
  @KernelTest
  void farConstantsInTheKernel() {
    compare(20_151, 20_152, Engine.INTERPRETER, true);
  }

  /**
   * A switch of a number of three bits with a case for another: before 6.8 its way was followed.
   */
  @Test
  void caseThatCannotBe() {
    compare(45_449, 45_450, Engine.INTERPRETER, false);
  }

  /** Before 6.8 a number that is not 0 may be 0 as far as its range says. */
  @Test
  void rangesThatDoNotMove() {
    compare(53_165, 53_166, Engine.INTERPRETER, false);
    compare(56_525, 56_526, Engine.INTERPRETER, false);
  }

  @Test
  @Tag("long")
  void manyOnTheVm() {
    compare(30_000, 50_000, Engine.JIT, false);
  }

  @Test
  @Tag("long")
  @KernelTest
  void manyInTheKernel() {
    compare(20_000, 22_000, Engine.INTERPRETER, true);
  }

  private static void compare(long from, long to, Engine engine, boolean isInKernel) {
    tooLarge = 0;
    mostTooLarge = MOST_TOO_LARGE * (1 + (int) ((to - from) / 100));
    for (long first = from; first < to; first += BATCH) {
      Map<String, String> sources = new TreeMap<>();
      for (long seed = first; seed < Math.min(to, first + BATCH); seed++) {
        sources.put("Random" + seed, RandomSource.of("Random" + seed, seed));
      }
      MemoryCompiler.compile(sources)
          .forEach((name, type) -> compare(type, engine, isInKernel, sources.get(name)));
    }
  }

  private static void compare(Class<?> type, Engine engine, boolean isInKernel, String source) {
    CompiledClass compiled;
    try {
      compiled = MethodCompiler.compile(type);
    } catch (RefusedException refused) {
      assertThat(refused).as(source).hasMessageContaining("too-complex");
      assertThat(++tooLarge).as(source).isLessThanOrEqualTo(mostTooLarge);
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(source, e);
    }
    BpfObjectFile file = compiled.object();
    List<Field> fields = numbers(type);
    for (var program : compiled.programs()) {
      VmObject object = VmObject.load(file, VmOptions.DEFAULT.withEngine(engine));
      int result =
          (int)
              object
                  .program(program.name())
                  .run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
      Outcome onVm = new Outcome(result, variables(compiled, object));
      List<Outcome> all = new ArrayList<>(List.of(onVm));
      if (isInKernel) {
        inKernel(type.getName(), file, program.name(), compiled).ifPresent(all::add);
      }
      Map<Field, Object> first = read(fields);
      Outcome inJava = inJava(type, program.name(), compiled);
      restore(first);
      assertThat(all).as("%s\n%s", program.name(), source).allMatch(inJava::equals);
    }
  }

  /** {@return the outcome, unless the kernel gives up where our verifier sees fewer paths} */
  private static Optional<Outcome> inKernel(
      String type, BpfObjectFile file, String name, CompiledClass compiled) {
    try (BpfObject loaded = BpfObject.open(type, file).only(name).load()) {
      int given =
          (int) loaded.program(name).testRun(TestRun.onPacket(PACKET.clone())).returnValue();
      return Optional.of(new Outcome(given, variables(compiled, loaded)));
    } catch (VerifierException refused) {
      assertThat(refused.getMessage()).contains("BPF program is too large");
      assertThat(++tooLarge).isLessThanOrEqualTo(mostTooLarge);
      return Optional.empty();
    }
  }

  private static Outcome inJava(Class<?> type, String name, CompiledClass compiled) {
    try {
      Method method = type.getDeclaredMethod(name, XdpContext.class);
      method.setAccessible(true);
      int result = run(method);
      Map<String, Long> values = new TreeMap<>();
      for (GlobalVariable variable : compiled.variables()) {
        if (isNumber(variable)) {
          values.put(variable.name(), number(type.getDeclaredField(variable.name())));
        }
      }
      return new Outcome(result, values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where Java throws, a program ends with 0. */
  private static int run(Method method) throws IllegalAccessException {
    try {
      return (int) method.invoke(null, XdpContext.of(PACKET.clone()));
    } catch (InvocationTargetException thrown) {
      assertThat(thrown.getCause())
          .isInstanceOfAny(ArithmeticException.class, IndexOutOfBoundsException.class);
      return 0;
    }
  }

  private static boolean isNumber(GlobalVariable variable) {
    return !variable.name().startsWith("table");
  }

  private static List<Field> numbers(Class<?> type) {
    List<Field> all = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.getType().isPrimitive()) {
        field.setAccessible(true);
        all.add(field);
      }
    }
    return all;
  }

  private static Map<Field, Object> read(List<Field> fields) {
    Map<Field, Object> all = new java.util.HashMap<>();
    fields.forEach(field -> all.put(field, get(field)));
    return all;
  }

  private static Object get(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void restore(Map<Field, Object> first) {
    first.forEach(
        (field, value) -> {
          try {
            field.set(null, value);
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static long number(Field field) {
    field.setAccessible(true);
    Object value = get(field);
    return value instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) value).longValue();
  }

  private static Codec<?> codec(GlobalVariable variable) {
    return Map.<Class<?>, Codec<?>>of(
            boolean.class, Codec.U8,
            byte.class, Codec.S8,
            char.class, Codec.U16,
            short.class, Codec.S16,
            int.class, Codec.S32,
            long.class, Codec.S64)
        .get(variable.type());
  }

  private static Map<String, Long> variables(CompiledClass compiled, VmObject object) {
    return values(compiled, variable -> object.variable(variable.name(), codec(variable)));
  }

  private static Map<String, Long> variables(CompiledClass compiled, BpfObject object) {
    return values(compiled, variable -> object.variable(variable.name(), codec(variable)));
  }

  private static Map<String, Long> values(
      CompiledClass compiled, java.util.function.Function<GlobalVariable, Variable<?>> reader) {
    Map<String, Long> values = new TreeMap<>();
    compiled.variables().stream()
        .filter(RandomMethodsTest::isNumber)
        .forEach(
            variable ->
                values.put(variable.name(), ((Number) reader.apply(variable).get()).longValue()));
    return values;
  }
}
