package dev.jbpf.dsl.value.kernel;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.MemberAccess.Reading;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Field;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S16;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.S8;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelStruct;
import java.io.Serializable;

/**
 * A structure of the kernel, by its address. A record declares the members that a program asks for;
 * where the kernel has them is found out where the program is loaded, and objects leave it to their
 * loader (CO-RE).
 *
 * <pre>{@code
 * @KernelName("task_struct")
 * record Task(Task realParent, int tgid, @Size(16) String comm) {}
 *
 * ProgramDef parents() {
 *   return Probe.kprobe("parents", "vfs_read")
 *       .build(p -> p.exit(p.task(Task.class).follow(Task::realParent).get(Task::tgid)));
 * }
 * }</pre>
 *
 * <p>What cannot be read is zero.
 *
 * @param <S> what declares it
 */
@SuppressWarnings("overloads") // references to accessors are exact: the narrowest is chosen
public final class KernelRef<S extends Record> {
  private final MemberAccess access;

  private KernelRef(MemberAccess access) {
    this.access = access;
  }

  /** {@return the structure at that address, which is read by copies; since Linux 5.5} */
  @SuppressWarnings("exports")
  public static <S extends Record> KernelRef<S> copied(Scope scope, Class<S> type, Value address) {
    return new KernelRef<>(
        MemberAccess.of(scope, RecordDeclarations.of(type), address, Reading.KERNEL));
  }

  /** {@return the structure at that address of the process, read by copies; since Linux 5.5} */
  @SuppressWarnings("exports")
  public static <S extends Record> KernelRef<S> user(Scope scope, Class<S> type, Value address) {
    return new KernelRef<>(
        MemberAccess.of(scope, RecordDeclarations.of(type), address, Reading.USER));
  }

  /**
   * {@return the structure at that address, which the verifier lets programs read in place}
   *
   * @param address of the context, or what the verifier knows the type of
   */
  @SuppressWarnings("exports")
  public static <S extends Record> KernelRef<S> direct(Scope scope, Class<S> type, Value address) {
    return new KernelRef<>(
        MemberAccess.of(scope, RecordDeclarations.of(type), address, Reading.IN_PLACE));
  }

  /** {@return what the kernel calls the structure that {@code type} declares} */
  public static String name(Class<? extends Record> type) {
    return RecordDeclarations.name(type);
  }

  /** {@return where it is, as the verifier knows it} */
  @SuppressWarnings("exports")
  public Value place() {
    return access.place();
  }

  /** {@return its address} */
  public U64 address() {
    return access.address();
  }

  /** {@return whether there is none: its address is null} */
  public Bool isNull() {
    Scope scope = access.scope();
    return new Bool(
        scope, scope.at().ask(Opcode.EQ, access.address().ir(), scope.at().constant(0)));
  }

  /**
   * {@return the structure that the member leads to, or that lies in it}
   *
   * @throws dev.jbpf.ir.IrException if no structure is there
   */
  public <T extends Record> KernelRef<T> follow(Field<S, T> member) {
    MemberAccess found = access.member(member);
    if (found.content() instanceof KernelStruct.Inside) {
      return new KernelRef<>(found);
    }
    Class<T> type = FieldTypes.of(member);
    return new KernelRef<>(found.pointee(RecordDeclarations.of(type)));
  }

  /** {@return the member} */
  public S8 get(Field.OfByte<S> member) {
    return access.member(member).get(S8.KIND);
  }

  /** {@return the member} */
  public S16 get(Field.OfShort<S> member) {
    return access.member(member).get(S16.KIND);
  }

  /** {@return the member} */
  public S32 get(Field.OfInt<S> member) {
    return access.member(member).get(S32.KIND);
  }

  /** {@return the member} */
  public S64 get(Field.OfLong<S> member) {
    return access.member(member).get(S64.KIND);
  }

  /** {@return the member, in network order as it lies there} */
  public Be32 get(Field.OfAddress<S> member) {
    return network(Be32.KIND, member);
  }

  /** {@return the member of 16 bits, in network order as it lies there} */
  public Be16 be16(Field<S, ? extends Number> member) {
    return network(Be16.KIND, member);
  }

  /** {@return the member of 32 bits, in network order as it lies there} */
  public Be32 be32(Field<S, ? extends Number> member) {
    return network(Be32.KIND, member);
  }

  private <T extends Data> T network(Kind<T> kind, Serializable member) {
    return kind.of(access.scope(), access.member(member).network(kind));
  }

  /** Copies the member to {@code to}, as many bytes as that has; zeros, where it cannot be read. */
  public Status copy(Field<S, ?> member, Cell<?> to) {
    return access.member(member).copyTo(to);
  }

  /** {@return the number of the constant that the member is, of an enumeration} */
  public U32 number(Field<S, ? extends Enum<?>> member) {
    return access.member(member).get(U32.KIND);
  }

  /** {@return the member as {@code kind}, which has all that it may be} */
  public <T extends Int<T, ?>> T get(Kind<T> kind, Field<S, ? extends Number> member) {
    return access.member(member).get(kind);
  }

  /**
   * Copies the text, in the structure or, of an {@code @Address}, where that leads to, up to its
   * NUL to {@code to}, cut if need be.
   *
   * @return how many bytes it has, with its NUL; the negative of an error number where it cannot be
   *     read
   */
  public S64 text(Field<S, String> member, Cell<String> to) {
    return access.member(member).text(to);
  }
}
