package dev.jbpf.cli.net;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.call.LinkType;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.inspect.Attachments;
import dev.jbpf.runtime.inspect.Identity;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.LinkDetails;
import dev.jbpf.runtime.inspect.NetworkPrograms;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told of the programs at the network, under bpftool's names. */
final class NetFields {
  private final Finder finder;
  private final NetworkPrograms network;
  private final Optional<String> device;

  NetFields(Finder finder, NetworkPrograms network, Optional<String> device) {
    this.finder = finder;
    this.network = network;
    this.device = device;
  }

  Fields all() {
    Fields fields =
        new Fields()
            .put(
                "xdp",
                network.xdp().stream().filter(x -> isWanted(x.where())).map(this::xdp).toList())
            .put(
                "tc",
                network.filters().stream()
                    .filter(f -> isWanted(f.where()))
                    .map(this::filter)
                    .toList())
            .put("flow_dissector", ofNetwork(AttachType.FLOW_DISSECTOR));
    return device.isPresent()
        ? fields
        : fields.put("sk_lookup", ofNetwork(AttachType.SK_LOOKUP)).put("netfilter", netfilter());
  }

  private boolean isWanted(NetworkPrograms.Interface where) {
    return device.isEmpty() || device.get().equals(where.name());
  }

  private static Fields place(NetworkPrograms.Interface where) {
    return new Fields().put("devname", where.name()).put("ifindex", where.index());
  }

  private Fields xdp(NetworkPrograms.Xdp xdp) {
    return place(xdp.where())
        .put("mode", xdp.mode().name().toLowerCase(Locale.ROOT))
        .put("id", xdp.programId());
  }

  private Fields filter(NetworkPrograms.Filter filter) {
    Fields fields = place(filter.where()).put("kind", filter.kind());
    String name = filter.name().isEmpty() ? nameOf(filter.programId()) : filter.name();
    fields.putIf(!name.isEmpty(), "name", name);
    boolean isLinked = filter.kind().startsWith("tcx") || filter.kind().startsWith("netkit");
    return fields
        .put(isLinked ? "prog_id" : "id", filter.programId())
        .putIf(filter.linkId() != 0, "link_id", filter.linkId());
  }

  private String nameOf(long program) {
    try (Inspected object = finder.inspector().open(ObjectKind.PROGRAM, program)) {
      return Identity.of(object).name();
    } catch (BpfSyscallException e) {
      return "";
    }
  }

  private List<Fields> ofNetwork(AttachType type) {
    return Attachments.ofNetwork(finder.inspector().kernel(), type).programs().stream()
        .map(each -> new Fields().put("id", each.programId()).put("name", nameOf(each.programId())))
        .toList();
  }

  private List<Fields> netfilter() {
    return finder.inspector().all(ObjectKind.LINK, Inspected::link).stream()
        .filter(link -> link.type() == LinkType.NETFILTER.value())
        .map(this::hook)
        .toList();
  }

  private Fields hook(LinkDetails link) {
    Fields fields = new Fields().put("id", link.programId());
    link.place()
        .forEach(
            fact -> {
              if (fact instanceof LinkDetails.Number number) {
                fields.put(number.name(), number.value());
              }
            });
    return fields.put("name", nameOf(link.programId()));
  }
}
