package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.runtime.perf.PerfField;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.sys.field.CallField;
import dev.jbpf.runtime.sys.field.LinkInfoField;
import dev.jbpf.runtime.sys.field.MapInfoField;
import dev.jbpf.runtime.sys.field.ProgramInfoField;
import dev.jbpf.runtime.sys.field.TypesInfoField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Our rows against the types of the kernel that runs. */
@EnabledIf("hasBtf")
class FieldsTest {
  private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  /** Members of unions that came after Linux 6.18: the union is as long without them. */
  private static final List<String> LATER =
      List.of(
          "prog_assoc_struct_ops.",
          "link_create.tracing_multi.",
          "link_create.uprobe_multi.path_fd",
          "tracing_multi.");

  static boolean hasBtf() {
    return Files.isReadable(VMLINUX);
  }

  private final Btf btf = Btf.parse(Files.readAllBytes(VMLINUX));
  private final Map<String, String> members = new LinkedHashMap<>();

  FieldsTest() throws IOException {}

  @Test
  void argumentsLieWhereTheKernelReadsThem() {
    check("bpf_attr", BtfKind.UNION, AttrField.values(), AttrField.BYTES);
  }

  @Test
  void informationLiesWhereTheKernelWritesIt() {
    check("bpf_map_info", BtfKind.STRUCT, MapInfoField.values(), MapInfoField.BYTES);
    check("bpf_prog_info", BtfKind.STRUCT, ProgramInfoField.values(), ProgramInfoField.BYTES);
    check("bpf_link_info", BtfKind.STRUCT, LinkInfoField.values(), LinkInfoField.BYTES);
    check("bpf_btf_info", BtfKind.STRUCT, TypesInfoField.values(), TypesInfoField.BYTES);
  }

  @Test
  void eventsLieWhereTheKernelReadsThem() {
    check("perf_event_attr", BtfKind.STRUCT, PerfField.values(), 0);
  }

  /** A kernel older than the rows may lack some of them, at the end of its types. */
  private void check(String type, BtfKind kind, CallField[] fields, int size) {
    int id = btf.find(type, kind).orElseThrow();
    members.clear();
    collect("", 0, id);
    long kernelSize = btf.sizeOf(id).orElseThrow();
    for (CallField field : fields) {
      boolean isOf = kernelSize >= size && LATER.stream().noneMatch(field.path()::startsWith);
      if (isOf || members.containsKey(field.path())) {
        assertThat(members)
            .as(type)
            .containsEntry(field.path(), field.offset() + ", " + field.bytes());
      }
    }
  }

  private void collect(String path, long base, int id) {
    BtfType.Composite composite = (BtfType.Composite) btf.type(id);
    for (BtfType.Member member : composite.members()) {
      int type = btf.resolve(member.type());
      long offset = base + member.bitOffset() / Byte.SIZE;
      String name = path + member.name();
      if (btf.type(type) instanceof BtfType.Composite) {
        collect(member.name().isEmpty() ? path : name + ".", offset, type);
      } else {
        members.put(name, offset + ", " + btf.sizeOf(type).orElseThrow());
      }
    }
  }
}
