package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.CalleeField;
import dev.jbpf.vm.jit.callee.Chunks;
import dev.jbpf.vm.jit.callee.LargeFunction;
import dev.jbpf.vm.jit.flow.AccessGroups;
import dev.jbpf.vm.jit.flow.Bases;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.FunctionTable;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Cuts a function into pieces that are methods of their own. */
final class Chunker {
  /** What a method has whatever its instructions are. */
  private static final int BASE_WEIGHT = 250;

  /** About 200 instructions: of more, HotSpot keeps fewer registers in the processor. */
  private static final int MAX_INSTRUCTIONS = 200;

  private static final int CHUNKS_PER_CLASS = 64;
  private static final String RUN = "(I" + MethodBody.MACHINE + "[JII)I";

  private final MicroCode code;
  private final FunctionTable table;
  private final CompiledFunction function;
  private final List<BitSet> pieces = new ArrayList<>();
  private final int[] chunkOf;

  Chunker(MicroCode code, FunctionTable table, CompiledFunction function) {
    this.code = code;
    this.table = table;
    this.function = function;
    this.chunkOf = new int[code.words().length];
    cut();
  }

  /** {@return about how many bytes of bytecode one method of {@code slots} would have} */
  static int weight(MicroCode code, BitSet slots) {
    return BASE_WEIGHT + slots.stream().map(slot -> weight(code, slot)).sum();
  }

  /** {@return about how many bytes of bytecode the instruction in {@code slot} is} */
  static int weight(MicroCode code, int slot) {
    return MicroFlow.weight(MicroCode.micro(code.words()[slot])) + EdgeCounter.weight(code);
  }

  /** What is shared in the whole function is so in its pieces, but for a check more in each. */
  private SharedChecks shared() {
    BitSet slots = function.slots();
    Bases bases = new Bases(code, slots, function);
    return new SharedChecks(
        code, AccessGroups.of(code, function, slots, function.targets()::get, bases), 0);
  }

  private void cut() {
    Arrays.fill(chunkOf, -1);
    SharedChecks shared = shared();
    int weight = 0;
    BitSet piece = new BitSet();
    BitSet slots = function.slots();
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      int more = weight(code, slot) + shared.growth(slot);
      boolean isFull =
          weight + more > Compiler.MAX_METHOD - 2 * BASE_WEIGHT
              || piece.cardinality() >= MAX_INSTRUCTIONS;
      if (isFull) {
        pieces.add(piece);
        piece = new BitSet();
        weight = 0;
      }
      piece.set(slot);
      chunkOf[slot] = pieces.size();
      weight += more;
    }
    pieces.add(piece);
  }

  LargeFunction compile() {
    BitSet entries = entries();
    Chunks[] classes = new Chunks[pieces.size()];
    for (int first = 0; first < classes.length; first += CHUNKS_PER_CLASS) {
      int end = Math.min(first + CHUNKS_PER_CLASS, classes.length);
      Arrays.fill(classes, first, end, compile(first, end, entries));
    }
    return new LargeFunction(function, classes, chunkOf);
  }

  /** The slots that control comes to from another piece. */
  private BitSet entries() {
    BitSet entries = new BitSet();
    entries.set(function.entry());
    function.slots().stream()
        .forEach(
            slot -> {
              long word = code.words()[slot];
              int micro = MicroCode.micro(word);
              if (MicroFlow.isJump(micro)) {
                mark(entries, slot, MicroCode.c(word));
              }
              if (MicroFlow.fallsThrough(micro)) {
                mark(entries, slot, MicroFlow.following(slot, micro));
              }
            });
    return entries;
  }

  private void mark(BitSet entries, int from, int to) {
    if (chunkOf[from] != chunkOf[to]) {
      entries.set(to);
    }
  }

  private Chunks compile(int first, int end, BitSet entries) {
    HiddenClass target = new HiddenClass("Pieces", Chunks.class);
    Compiler.Calls calls = new Compiler.Calls(code, table, target, false);
    List<CalleeField> arguments = new ArrayList<>();
    for (int i = first; i < end; i++) {
      BitSet own = (BitSet) entries.clone();
      own.and(pieces.get(i));
      MethodVisitor out = target.method(ACC_STATIC, "c" + i, ChunkBody.DESCRIPTOR);
      ChunkBody body = new ChunkBody(out, code, function, pieces.get(i), own, calls);
      arguments.add(body.argument());
      body.compileMethod();
    }
    dispatcher(target, first, end, arguments);
    return (Chunks) target.make();
  }

  /** The method of {@link Chunks}: a switch over the numbers. */
  private static void dispatcher(
      HiddenClass target, int first, int end, List<CalleeField> arguments) {
    MethodVisitor out = target.method(ACC_PUBLIC, "run", RUN);
    out.visitCode();
    Label[] labels = new Label[end - first];
    Arrays.setAll(labels, i -> new Label());
    out.visitVarInsn(ILOAD, 1);
    out.visitTableSwitchInsn(first, end - 1, labels[0], labels);
    for (int i = 0; i < labels.length; i++) {
      out.visitLabel(labels[i]);
      Object[] frame = {target.name(), INTEGER, Locals.MACHINE, "[J", INTEGER, INTEGER};
      out.visitFrame(Opcodes.F_NEW, frame.length, frame, 0, new Object[0]);
      out.visitVarInsn(ALOAD, 2);
      out.visitVarInsn(ALOAD, 3);
      out.visitVarInsn(ILOAD, 4);
      out.visitVarInsn(ILOAD, 5);
      out.visitVarInsn(ALOAD, 2);
      arguments.get(i).get(out);
      out.visitMethodInsn(
          INVOKESTATIC, target.name(), "c" + (first + i), ChunkBody.DESCRIPTOR, false);
      out.visitInsn(IRETURN);
    }
    out.visitMaxs(5, 6);
    out.visitEnd();
  }
}
