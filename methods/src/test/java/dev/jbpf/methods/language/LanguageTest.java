package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.random.MemoryCompiler;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the language has, file by file: each program gives the same as in plain Java. */
class LanguageTest {
  private static final byte[] PACKET = new byte[64];
  private static final Map<String, String> SOURCES = LanguageSources.in("language");
  private static final Map<String, byte[]> CLASS_FILES = MemoryCompiler.classFiles(SOURCES);

  /** Compiled once, for all engines. */
  private static final Map<String, BpfObjectFile> OBJECTS =
      SOURCES.keySet().stream()
          .collect(
              Collectors.toMap(name -> name, name -> MethodCompiler.compile(type(name)).object()));

  private static Class<?> type(String name) {
    return MemoryCompiler.load(name, CLASS_FILES);
  }

  /** Each program from the first values of the fields on. */
  private static Map<String, Long> inJava(String name) throws ReflectiveOperationException {
    Map<String, Long> results = new TreeMap<>();
    for (var program : OBJECTS.get(name).programs()) {
      Method method = type(name).getDeclaredMethod(program.name(), XdpContext.class);
      method.setAccessible(true);
      results.put(program.name(), run(method));
    }
    return results;
  }

  /** {@return the 32 bits that a kernel tells of the result} */
  private static long run(Method method) throws IllegalAccessException {
    try {
      Object result = method.invoke(null, XdpContext.of(PACKET.clone()));
      if (result instanceof Character letter) {
        return letter;
      }
      return result instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) result).intValue();
    } catch (InvocationTargetException thrown) {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"INTERPRETER", "JIT"})
  void asJava(Engine engine) throws ReflectiveOperationException {
    for (String name : SOURCES.keySet()) {
      BpfObjectFile object = OBJECTS.get(name);
      Map<String, Long> results = new TreeMap<>();
      for (var program : object.programs()) {
        VmObject loaded = VmObject.load(object, VmOptions.DEFAULT.withEngine(engine));
        long result =
            (int)
                loaded
                    .program(program.name())
                    .run(Contexts.of(ProgramType.XDP, PACKET.clone()).orElseThrow());
        results.put(program.name(), result);
      }
      assertThat(results).as(name).isEqualTo(inJava(name));
    }
  }

  @Test
  @KernelTest
  void inTheKernel() throws ReflectiveOperationException {
    for (String name : SOURCES.keySet()) {
      BpfObjectFile object = OBJECTS.get(name);
      Map<String, Long> results = new TreeMap<>();
      for (var program : object.programs()) {
        try (BpfObject loaded = BpfObject.open(name, object).only(program.name()).load()) {
          TestRun packet = TestRun.onPacket(PACKET.clone());
          results.put(
              program.name(),
              (long) (int) loaded.program(program.name()).testRun(packet).returnValue());
        }
      }
      assertThat(results).as(name).isEqualTo(inJava(name));
    }
  }

  @Test
  void nothingIsLeftOut() {
    List<String> empty = new ArrayList<>();
    SOURCES.forEach(
        (name, text) -> {
          if (OBJECTS.get(name).programs().size() != text.split("@BpfProgram\\(", -1).length - 1) {
            empty.add(name);
          }
        });
    assertThat(SOURCES).isNotEmpty();
    assertThat(empty).isEmpty();
  }
}
