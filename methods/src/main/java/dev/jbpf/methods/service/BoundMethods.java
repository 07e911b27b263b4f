package dev.jbpf.methods.service;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.plain.JavaMachine;
import dev.jbpf.methods.plain.TailCalled;
import dev.jbpf.methods.struct.Structs;
import dev.jbpf.vm.JavaPrograms;
import dev.jbpf.vm.JavaRun;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.VmFault;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a class, beside the maps and variables of the object that became of it. */
final class BoundMethods implements JavaPrograms.Bound {
  /** Static fields are one for all: who runs has them. */
  private static final Object FIELDS = new Object();

  /** Where the machine, and how values lie in memory, are written. */
  private static final List<String> LIBRARY = List.of("dev.jbpf.vm.", "dev.jbpf.map.");

  private final Map<String, Method> methods = new LinkedHashMap<>();
  private final Map<String, Map<Long, String>> arrays = new HashMap<>();
  private final FieldValues fields;
  private final VmObject object;
  private final JavaMachine machine;

  BoundMethods(CompiledClass compiled, VmObject object) {
    this.object = object;
    this.fields = new FieldValues(compiled.variables(), object);
    this.machine = JavaMachine.of(object);
    for (Method method : compiled.type().getDeclaredMethods()) {
      BpfProgram mark = method.getAnnotation(BpfProgram.class);
      if (mark != null) {
        method.setAccessible(true);
        methods.put(mark.name().isEmpty() ? method.getName() : mark.name(), method);
      }
    }
    for (MapSlot slot : object.contents().slots()) {
      putProgram(slot.map(), slot.index(), slot.target());
    }
  }

  @Override
  public void putProgram(String array, int index, String program) {
    arrays.computeIfAbsent(array, made -> new HashMap<>()).put((long) index, program);
  }

  @Override
  public JavaPrograms.Left run(String program, Context context, int cpu) {
    Method method = method(program);
    synchronized (FIELDS) {
      return fields.in(() -> machine.in(() -> run(method, context, cpu)));
    }
  }

  private Method method(String program) {
    return Suggestions.require(object.toString(), "program", program, methods);
  }

  private JavaPrograms.Left run(Method method, Context context, int cpu) {
    JavaRun run = machine.start(cpu);
    Area area = Area.placed(run, context);
    machine.setTailCalls((array, index) -> tailCall(area, array, index));
    try {
      long r0 = call(method, area);
      run.finish();
      return new JavaPrograms.Left(r0, run.packet().bytes(), run.context());
    } catch (TailCalled ended) {
      run.finish();
      return new JavaPrograms.Left(ended.result(), run.packet().bytes(), run.context());
    } finally {
      run.abandon();
    }
  }

  /** Ends the run where there is such a program. */
  private void tailCall(Area context, String array, long index) {
    Optional<String> program =
        Optional.ofNullable(arrays.get(array)).map(programs -> programs.get(index));
    if (program.isPresent()) {
      throw new TailCalled(call(method(program.get()), context));
    }
  }

  private static long call(Method method, Area context) {
    try {
      return number(method.invoke(null, arguments(method, context)));
    } catch (InvocationTargetException e) {
      return failed(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }

  /** Where Java throws, a program ends with 0. */
  private static long failed(Throwable thrown) {
    if (thrown instanceof VmFault || thrown instanceof TailCalled || isLibrarys(thrown)) {
      throw (RuntimeException) thrown;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return 0;
  }

  /** What the machine cannot do at all is no result. */
  private static boolean isLibrarys(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    boolean isRefusal =
        thrown instanceof IllegalArgumentException
            || thrown instanceof IllegalStateException
            || thrown instanceof ClassCastException
            || thrown instanceof UnsupportedOperationException;
    return isRefusal
        && frames.length > 0
        && LIBRARY.stream().anyMatch(frames[0].getClassName()::startsWith);
  }

  /** The context, or the arguments of the kernel's function that it is, or both. */
  private static Object[] arguments(Method method, Area context)
      throws ReflectiveOperationException {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    int number = 0;
    for (int i = 0; i < types.length; i++) {
      Class<?> type = types[i];
      if (type.isPrimitive()) {
        arguments[i] = number(type, context.s64(number++ * Long.BYTES));
      } else if (type.isInterface() || type.isRecord()) {
        arguments[i] = Structs.argument(type, context, ++number);
      } else {
        arguments[i] = context(type, context);
      }
    }
    return arguments;
  }

  private static Object context(Class<?> type, Area context) throws ReflectiveOperationException {
    if (type == Area.class) {
      return context;
    }
    Constructor<?> constructor = type.getDeclaredConstructor(Area.class);
    constructor.setAccessible(true);
    return constructor.newInstance(context);
  }

  /** The lowest bits of what the kernel has given. */
  private static Object number(Class<?> type, long value) {
    if (type == boolean.class) {
      return (byte) value != 0;
    }
    if (type == byte.class) {
      return (byte) value;
    }
    if (type == char.class) {
      return (char) value;
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
    if (result instanceof Character letter) {
      return letter;
    }
    return result instanceof Number number ? number.longValue() : 0;
  }
}
