package dev.jbpf.testkit.injected;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Goes through the instructions of a class that can be changed, and changes one. */
final class FaultyClass extends ClassVisitor {
  private final String type;
  private final Optional<Fault> wanted;
  private final List<Fault> places = new ArrayList<>();
  private boolean isDone;

  private FaultyClass(ClassVisitor out, String type, Optional<Fault> wanted) {
    super(Opcodes.ASM9, out);
    this.type = type;
    this.wanted = wanted;
  }

  /** {@return all faults that can be put into the class {@code type}} */
  static List<Fault> places(String type) throws IOException {
    FaultyClass reader = new FaultyClass(new ClassWriter(0), type, Optional.empty());
    new ClassReader(bytes("dev/jbpf/vm/" + type.replace('.', '/') + ".class")).accept(reader, 0);
    return reader.places;
  }

  /**
   * {@return the class with {@code fault}}
   *
   * @throws IllegalArgumentException if there is no such place any more
   */
  static byte[] with(Fault fault) throws IOException {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    FaultyClass faulty = new FaultyClass(writer, fault.type(), Optional.of(fault));
    new ClassReader(bytes(fault.file())).accept(faulty, 0);
    if (!faulty.isDone) {
      throw new IllegalArgumentException("there is no such place any more: " + fault);
    }
    return writer.toByteArray();
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = FaultyClass.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      return in.readAllBytes();
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new FaultyMethod(out, name + descriptor);
  }

  /** Counts the places of a method, of each change its own. */
  private final class FaultyMethod extends MethodVisitor {
    private final String method;
    private final int[] counts = new int[Change.values().length];

    FaultyMethod(MethodVisitor out, String method) {
      super(Opcodes.ASM9, out);
      this.method = method;
    }

    private Optional<Change> change(int opcode) {
      List<Fault> here =
          Stream.of(Change.values())
              .filter(change -> change.fits(opcode))
              .map(change -> new Fault(type, method, change, counts[change.ordinal()]++))
              .toList();
      places.addAll(here);
      Optional<Change> chosen = wanted.filter(here::contains).map(Fault::change);
      isDone |= chosen.isPresent();
      return chosen;
    }

    @Override
    public void visitInsn(int opcode) {
      change(opcode)
          .ifPresentOrElse(change -> change.write(opcode, mv), () -> super.visitInsn(opcode));
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      boolean isChanged = change(opcode).isPresent();
      super.visitIntInsn(opcode, isChanged ? operand + 1 : operand);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      super.visitJumpInsn(change(opcode).map(change -> change.of(opcode)).orElse(opcode), label);
    }
  }
}
