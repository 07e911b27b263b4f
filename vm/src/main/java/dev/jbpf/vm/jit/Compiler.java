package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.jit.callee.Callee;
import dev.jbpf.vm.jit.callee.LargeFunction;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.FunctionTable;
import dev.jbpf.vm.jit.flow.Offsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes the class of a program's functions: a method each. */
final class Compiler {
  /**
   * About how much bytecode a method may have. HotSpot compiles none above 8,000 bytes, and best
   * those of 100 to 200 instructions.
   */
  static final int MAX_METHOD = 6_000;

  /** About how much bytecode a class may have, so that its constants stay below 65,536. */
  private static final int MAX_CLASS = 150_000;

  private static final String CALL = "(I" + MethodBody.MACHINE + "JJJJJI)J";

  private final MicroCode code;
  private final FunctionTable table;
  private final Optional<Offsets> offsets;
  private final HiddenClass target = new HiddenClass("Compiled", JitProgram.class);

  Compiler(MicroCode code, FunctionTable table) {
    this.code = code;
    this.table = table;
    this.offsets =
        Optional.of(table.at(0))
            .filter(this::isShort)
            .filter(
                function ->
                    code.edges().map(EdgeCounts::paths).map(Optional::isPresent).orElse(true))
            .flatMap(this::offsets);
  }

  private boolean isShort(CompiledFunction function) {
    return Chunker.weight(code, function.slots()) <= MAX_METHOD;
  }

  /** What may fault where it is has to be counted there, not at the end of the run only. */
  private Optional<Offsets> offsets(CompiledFunction function) {
    return Offsets.of(code, function).filter(known -> !code.isCounted() || !known.loadsElsewhere());
  }

  JitProgram compile() {
    Calls calls = new Calls(code, table, target, true);
    int total = 0;
    for (CompiledFunction function : table.all()) {
      int weight = Chunker.weight(code, function.slots());
      total += weight;
      MethodVisitor out =
          target.method(ACC_STATIC, Calls.name(function.entry()), FunctionMethod.DESCRIPTOR);
      if (weight <= MAX_METHOD && total <= MAX_CLASS) {
        new FunctionMethod(out, code, function, calls).compileMethod();
      } else {
        delegate(out, new Chunker(code, table, function).compile());
      }
    }
    offsets.ifPresent(known -> pure(known, calls));
    dispatcher();
    return (JitProgram) target.make(code, table);
  }

  private void delegate(MethodVisitor out, LargeFunction function) {
    out.visitCode();
    target.push(out, target.constant(function, LargeFunction.class));
    out.visitVarInsn(ALOAD, 0);
    for (int i = 0; i < 5; i++) {
      out.visitVarInsn(LLOAD, 1 + 2 * i);
    }
    out.visitVarInsn(ILOAD, 11);
    Callee.CALL_LARGE.call(out);
    out.visitInsn(LRETURN);
    out.visitMaxs(13, 12);
    out.visitEnd();
  }

  private void pure(Offsets known, Calls calls) {
    MethodVisitor body = target.method(ACC_STATIC, PureBody.NAME, PureBody.DESCRIPTOR);
    new PureBody(body, code, table.at(0), known, calls).compileMethod();
    PureBody.run(target.method(ACC_PUBLIC, "run", PureBody.DESCRIPTOR), target.name());
  }

  /** The method of {@link JitProgram}: a switch over the numbers. */
  private void dispatcher() {
    MethodVisitor out = target.method(0, "callNumber", CALL);
    out.visitCode();
    Label[] labels = new Label[table.all().size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    out.visitVarInsn(ILOAD, 1);
    out.visitTableSwitchInsn(0, labels.length - 1, labels[0], labels);
    for (int i = 0; i < labels.length; i++) {
      out.visitLabel(labels[i]);
      Object[] frame = {
        target.name(), INTEGER, Locals.MACHINE, LONG, LONG, LONG, LONG, LONG, INTEGER
      };
      out.visitFrame(Opcodes.F_NEW, frame.length, frame, 0, new Object[0]);
      out.visitVarInsn(ALOAD, 2);
      for (int r = 0; r < 5; r++) {
        out.visitVarInsn(LLOAD, 3 + 2 * r);
      }
      out.visitVarInsn(ILOAD, 13);
      String name = Calls.name(table.all().get(i).entry());
      out.visitMethodInsn(INVOKESTATIC, target.name(), name, FunctionMethod.DESCRIPTOR, false);
      out.visitInsn(LRETURN);
    }
    out.visitMaxs(13, 14);
    out.visitEnd();
  }

  /** How the methods of a class call. */
  static final class Calls implements CallSites {
    private final MicroCode code;
    private final FunctionTable table;
    private final HiddenClass target;
    private final boolean hasFunctions;
    private final Map<Integer, Integer> helpers = new HashMap<>();
    private final boolean movesMemory;
    private OptionalInt ownCode = OptionalInt.empty();

    /** For {@code target}; the functions are methods of it if {@code hasFunctions} is set. */
    Calls(MicroCode code, FunctionTable table, HiddenClass target, boolean hasFunctions) {
      this.code = code;
      this.table = table;
      this.target = target;
      this.hasFunctions = hasFunctions;
      this.movesMemory = code.helpers().stream().anyMatch(HelperFunction::movesMemory);
    }

    static String name(int entry) {
      return "f" + entry;
    }

    @Override
    public void pushCode(BytecodeEmitter emit) {
      if (ownCode.isEmpty()) {
        ownCode = OptionalInt.of(target.constant(code, MicroCode.class));
      }
      target.push(emit.out(), ownCode.getAsInt());
    }

    @Override
    public void pushHelper(BytecodeEmitter emit, int index) {
      int constant =
          helpers.computeIfAbsent(
              index, unused -> target.constant(code.helpers().get(index), HelperFunction.class));
      target.push(emit.out(), constant);
    }

    @Override
    public void pushTarget(BytecodeEmitter emit, int entry) {
      if (!hasFunctions) {
        emit.pushInt(entry);
      }
    }

    @Override
    public void invoke(BytecodeEmitter emit, int entry) {
      if (hasFunctions) {
        emit.out()
            .visitMethodInsn(
                INVOKESTATIC, target.name(), name(entry), FunctionMethod.DESCRIPTOR, false);
      } else {
        emit.call(Callee.CALL_ELSEWHERE);
      }
    }

    @Override
    public boolean isChargedByCaller(int entry) {
      return hasFunctions && table.at(entry).isSimple();
    }

    @Override
    public CompiledFunction function(int entry) {
      return table.at(entry);
    }

    @Override
    public boolean movesMemory() {
      return movesMemory;
    }
  }
}
