package dev.jbpf.methods.classfile;

import dev.jbpf.diag.Origin;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A method of a class file. */
public final class MethodCode {
  private final Class<?> type;
  private final ClassNode owner;
  private final MethodNode node;
  private Optional<CodeBlocks> blocks = Optional.empty();
  private Optional<UnsignedMarks> unsigned = Optional.empty();

  MethodCode(Class<?> type, ClassNode owner, MethodNode node) {
    this.type = type;
    this.owner = owner;
    this.node = node;
  }

  /** {@return the class that declares it} */
  public Class<?> type() {
    return type;
  }

  /** {@return what the class file says of it} */
  public MethodNode node() {
    return node;
  }

  /** {@return its name} */
  public String name() {
    return node.name;
  }

  /** {@return whether it has instructions} */
  public boolean hasCode() {
    return node.instructions.size() > 0;
  }

  /** {@return whether it has no {@code this}} */
  public boolean isStatic() {
    return Modifier.isStatic(node.access);
  }

  /** {@return its blocks} */
  public synchronized CodeBlocks blocks() {
    if (blocks.isEmpty()) {
      blocks = Optional.of(CodeBlocks.of(this));
    }
    return blocks.get();
  }

  /** {@return whether the local that is read there is one without sign} */
  public boolean isUnsigned(int local, int at) {
    return unsigned().isLocal(local, at);
  }

  /** {@return whether what it returns has no sign} */
  public boolean isUnsigned() {
    return unsigned().isResult();
  }

  private synchronized UnsignedMarks unsigned() {
    if (unsigned.isEmpty()) {
      unsigned = Optional.of(new UnsignedMarks(node, blocks()));
    }
    return unsigned.get();
  }

  /** {@return the line of the instruction of that number} */
  public Origin origin(int index) {
    return new Origin.Java(type.getName(), node.name, file(), blocks().line(index));
  }

  /** {@return where the method begins} */
  public Origin origin() {
    return origin(0);
  }

  private String file() {
    return owner.sourceFile == null ? type.getSimpleName() + ".java" : owner.sourceFile;
  }

  @Override
  public String toString() {
    return type.getSimpleName() + "." + node.name;
  }
}
