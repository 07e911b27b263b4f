package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.netlink.Attributes;
import dev.jbpf.runtime.netlink.Netlink;
import dev.jbpf.runtime.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The programs at the network interfaces of the calling thread's network.
 *
 * <p>Source: {@code include/uapi/linux/if_link.h}, {@code rtnetlink.h}, {@code pkt_cls.h}.
 */
public final class NetworkPrograms implements AutoCloseable {
  private static final int RTM_GETLINK = 18;
  private static final int LINK_HEADER = 16;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_ATTACHED = 2;
  private static final int IFLA_XDP_PROG_ID = 4;
  private static final int FIRST_MODE_ID = 5;
  private static final int MULTI = 4;

  private static final int RTM_GETTFILTER = 46;
  private static final int RTM_GETQDISC = 38;
  private static final int FILTER_HEADER = 20;
  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int TCA_BPF_NAME = 7;
  private static final int TCA_BPF_ID = 11;
  private static final int INGRESS = 0xffff_fff2;
  private static final int EGRESS = 0xffff_fff3;

  private final Kernel kernel;
  private final Netlink netlink;

  /** Looks at the network of the calling thread. */
  public NetworkPrograms(Kernel kernel) {
    this.kernel = kernel;
    this.netlink = Netlink.open(kernel);
  }

  /** A network interface. */
  public record Interface(String name, int index) {}

  /** How an XDP program runs. */
  public enum Mode {
    DRIVER,
    GENERIC,
    OFFLOAD
  }

  /** A program that sees packets before the network stack does. */
  public record Xdp(Interface where, Mode mode, long programId) {}

  /**
   * A program of traffic control.
   *
   * @param kind where: {@code tcx/ingress}, {@code clsact/egress}, {@code htb}
   * @param name as the filter says, or the program does
   * @param programId 0 if the kernel does not tell
   * @param linkId 0 if it has no link
   */
  public record Filter(Interface where, String kind, String name, long programId, long linkId) {}

  private record Row(Interface where, Attributes attributes) {}

  private List<Row> links() {
    NetlinkMessage body = new NetlinkMessage().u32(0).u32(0).u32(0).u32(0);
    List<Row> rows = new ArrayList<>();
    for (ByteBuffer answer : netlink.list(RTM_GETLINK, body, "cannot list the interfaces")) {
      Attributes attributes = new Attributes(answer, LINK_HEADER);
      String name = attributes.text(IFLA_IFNAME).orElse("");
      rows.add(new Row(new Interface(name, answer.getInt(Integer.BYTES)), attributes));
    }
    return rows;
  }

  /** {@return all interfaces} */
  public List<Interface> interfaces() {
    return links().stream().map(Row::where).toList();
  }

  /** {@return the programs of XDP; several of one interface, if they run in several modes} */
  public List<Xdp> xdp() {
    List<Xdp> found = new ArrayList<>();
    for (Row row : links()) {
      Attributes xdp = row.attributes.nested(IFLA_XDP);
      int attached = xdp.u8(IFLA_XDP_ATTACHED).orElse(0);
      for (Mode mode : Mode.values()) {
        OptionalInt own = xdp.u32(FIRST_MODE_ID + modeRank(mode));
        OptionalInt id = attached == MULTI || own.isPresent() ? own : only(xdp, attached, mode);
        id.ifPresent(number -> found.add(new Xdp(row.where, mode, Integer.toUnsignedLong(number))));
      }
    }
    return found;
  }

  /** Older kernels tell of one program, and how it runs. */
  private static OptionalInt only(Attributes xdp, int attached, Mode mode) {
    return attached == mode.ordinal() + 1 ? xdp.u32(IFLA_XDP_PROG_ID) : OptionalInt.empty();
  }

  /** {@code IFLA_XDP_DRV_PROG_ID}, {@code _SKB_} and {@code _HW_} follow one another. */
  private static int modeRank(Mode mode) {
    return mode.ordinal();
  }

  /** {@return the programs of traffic control: first those of tcx and netkit, then filters} */
  public List<Filter> filters() {
    List<Filter> found = new ArrayList<>();
    for (Interface each : interfaces()) {
      for (AttachType type :
          List.of(
              AttachType.TCX_INGRESS,
              AttachType.TCX_EGRESS,
              AttachType.NETKIT_PRIMARY,
              AttachType.NETKIT_PEER)) {
        String kind = ConstantNames.of(type).replace('_', '/');
        for (Attachments.Attached one :
            Attachments.ofInterface(kernel, each.index, type).programs()) {
          found.add(new Filter(each, kind, "", one.programId(), one.linkId()));
        }
      }
      addFilters(each, found);
    }
    return found;
  }

  private void addFilters(Interface where, List<Filter> found) {
    for (Discipline each : disciplines(where)) {
      if (each.kind.equals("clsact") || each.kind.equals("ingress")) {
        addFilters(where, INGRESS, each.kind + "/ingress", found);
        addFilters(where, EGRESS, each.kind + "/egress", found);
      } else if (each.handle != 0) {
        addFilters(where, each.handle, each.kind, found);
      }
    }
  }

  private record Discipline(String kind, int handle) {}

  private List<Discipline> disciplines(Interface where) {
    List<Discipline> found = new ArrayList<>();
    for (ByteBuffer answer :
        netlink.list(RTM_GETQDISC, header(where, 0), "cannot list queueing disciplines")) {
      if (answer.getInt(Integer.BYTES) == where.index) {
        Attributes attributes = new Attributes(answer, FILTER_HEADER);
        found.add(
            new Discipline(attributes.text(TCA_KIND).orElse(""), answer.getInt(2 * Integer.BYTES)));
      }
    }
    return found;
  }

  private void addFilters(Interface where, int parent, String kind, List<Filter> found) {
    for (ByteBuffer answer :
        netlink.list(RTM_GETTFILTER, header(where, parent), "cannot list filters")) {
      Attributes filter = new Attributes(answer, FILTER_HEADER);
      Optional<String> filterKind = filter.text(TCA_KIND);
      OptionalInt id = filter.nested(TCA_OPTIONS).u32(TCA_BPF_ID);
      if (filterKind.filter("bpf"::equals).isPresent() && id.isPresent()) {
        String name = filter.nested(TCA_OPTIONS).text(TCA_BPF_NAME).orElse("");
        found.add(new Filter(where, kind, name, Integer.toUnsignedLong(id.getAsInt()), 0));
      }
    }
  }

  /** {@code struct tcmsg}. */
  private static NetlinkMessage header(Interface where, int parent) {
    return new NetlinkMessage().u32(0).u32(where.index).u32(0).u32(parent).u32(0);
  }

  @Override
  public void close() {
    netlink.close();
  }
}
