package dev.jbpf.cli.net;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.inspect.Attachments;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.inspect.ControlGroups;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramDetails;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is told of the programs of control groups, under bpftool's names. */
final class CgroupFields {
  private final Finder finder;
  private final Attachments.Scope scope;

  CgroupFields(Finder finder, Attachments.Scope scope) {
    this.finder = finder;
    this.scope = scope;
  }

  /** {@return those that have programs, each with these} */
  List<Fields> groups(List<Path> folders) {
    List<Fields> groups = new ArrayList<>();
    for (Path folder : folders) {
      List<Fields> programs = programs(folder);
      if (!programs.isEmpty()) {
        groups.add(new Fields().put("cgroup", folder.toString()).put("programs", programs));
      }
    }
    return groups;
  }

  List<Fields> programs(Path folder) {
    List<Fields> programs = new ArrayList<>();
    for (AttachType type : ControlGroups.PLACES) {
      Attachments attached = Attachments.ofGroup(finder.inspector().kernel(), folder, type, scope);
      for (Attachments.Attached each : attached.programs()) {
        programs.add(program(each.programId(), type, attached.flags()));
      }
    }
    return programs;
  }

  private Fields program(long id, AttachType type, long flags) {
    Fields fields = new Fields().put("id", id).put("attach_type", ConstantNames.of(type));
    fields.putIf(scope == Attachments.Scope.OWN, "attach_flags", flags(flags));
    try (Inspected object = finder.inspector().open(ObjectKind.PROGRAM, id)) {
      ProgramDetails details = object.program();
      fields
          .put("name", details.name())
          .put("attach_btf_name", target(details))
          .put("attach_btf_obj_id", details.targetTypes())
          .put("attach_btf_id", details.target());
    } catch (BpfSyscallException e) {
      return fields; // It is gone already.
    }
    return fields;
  }

  /** The function that a program of a security hook stands behind; the kernel's own only. */
  private static String target(ProgramDetails details) {
    return details.target() == 0 ? "" : KernelTypes.all().name((int) details.target());
  }

  private static String flags(long flags) {
    return switch ((int) flags) {
      case 0 -> "";
      case 1 -> "override";
      case 2 -> "multi";
      default -> String.format("unknown(%x)", flags);
    };
  }
}
