package dev.jbpf.dsl.value.kernel;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelStruct;
import java.util.List;

/**
 * Members of a structure by their names alone: of which kind each is says who asks.
 *
 * @param struct what the kernel calls the structure
 * @param base its address
 */
@SuppressWarnings("exports")
public record NamedMembers(Scope scope, String struct, Value base) {
  /** {@return the number of that name} */
  public <T extends Int<T, ?>> T get(Kind<T> kind, String member) {
    int bytes = kind.type().bits() / Byte.SIZE;
    return access(member, new KernelStruct.Number(bytes, kind.type().isSigned())).get(kind);
  }

  /** {@return the address of that name} */
  public U64 address(String member) {
    return access(member, new KernelStruct.Pointer()).get(U64.KIND);
  }

  /** Copies the text of a tracepoint's record, whose place is in its {@code __data_loc} member. */
  public S64 text(Cell<String> to, String member) {
    String location = RecordDeclarations.LOCATION + member;
    return access(location, new KernelStruct.Number(Integer.BYTES, false)).text(to);
  }

  private MemberAccess access(String member, KernelStruct.Content content) {
    int start = RecordDeclarations.start(struct);
    KernelStruct declared =
        new KernelStruct(
            struct, start + Long.BYTES, List.of(new KernelStruct.Member(member, start, content)));
    return new MemberAccess(scope, base, declared, List.of(0), MemberAccess.Reading.IN_PLACE);
  }
}
