package dev.jbpf.runtime.inspect;

import static dev.jbpf.runtime.sys.field.LinkInfoField.*;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.call.LinkType;
import dev.jbpf.kernel.call.PerfLinkType;
import dev.jbpf.runtime.inspect.LinkDetails.Attachment;
import dev.jbpf.runtime.inspect.LinkDetails.Fact;
import dev.jbpf.runtime.inspect.LinkDetails.Flag;
import dev.jbpf.runtime.inspect.LinkDetails.Functions;
import dev.jbpf.runtime.inspect.LinkDetails.Number;
import dev.jbpf.runtime.inspect.LinkDetails.Text;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.LinkInfoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for a link, and again where it has names or lists, which need room. */
final class LinkReader {
  /** The longest name of a file, and more than any other name has. */
  private static final int NAME_ROOM = 4096;

  private static final int RETURN_PROBE = 1;

  /** Where a kind of link keeps a name, and how long that may be. */
  private record Name(String name, LinkInfoField text, LinkInfoField room) {}

  private final Inspected link;
  private final List<Fact> place = new ArrayList<>();

  LinkReader(Inspected link) {
    this.link = link;
  }

  LinkDetails read() {
    Struct info = link.query(link.room(LinkInfoField.BYTES));
    long type = info.get(TYPE);
    LinkType.of((int) type).ifPresent(known -> readPlace(known, info));
    return new LinkDetails(info.get(ID), type, info.get(PROG_ID), place);
  }

  private void readPlace(LinkType type, Struct info) {
    switch (type) {
      case RAW_TRACEPOINT -> {
        text(new Name("tp_name", RAW_TRACEPOINT_TP_NAME, RAW_TRACEPOINT_TP_NAME_LEN));
        optional("cookie", info.get(RAW_TRACEPOINT_COOKIE));
      }
      case TRACING -> {
        attachType(info.get(TRACING_ATTACH_TYPE));
        number("target_obj_id", info.get(TRACING_TARGET_OBJ_ID));
        number("target_btf_id", info.get(TRACING_TARGET_BTF_ID));
        optional("cookie", info.get(TRACING_COOKIE));
      }
      case CGROUP -> {
        number("cgroup_id", info.get(CGROUP_ID));
        attachType(info.get(CGROUP_ATTACH_TYPE));
      }
      case ITER -> iterator(info);
      case NETNS -> {
        number("netns_ino", info.get(NETNS_INO));
        attachType(info.get(NETNS_ATTACH_TYPE));
      }
      case XDP -> number("ifindex", info.get(XDP_IFINDEX));
      case TCX -> {
        number("ifindex", info.get(TCX_IFINDEX));
        attachType(info.get(TCX_ATTACH_TYPE));
      }
      case NETKIT -> {
        number("ifindex", info.get(NETKIT_IFINDEX));
        attachType(info.get(NETKIT_ATTACH_TYPE));
      }
      case SOCKMAP -> {
        number("map_id", info.get(SOCKMAP_MAP_ID));
        attachType(info.get(SOCKMAP_ATTACH_TYPE));
      }
      case STRUCT_OPS -> number("map_id", info.get(STRUCT_OPS_MAP_ID));
      case NETFILTER -> {
        number("pf", info.get(NETFILTER_PF));
        number("hook", info.get(NETFILTER_HOOKNUM));
        number("prio", (int) info.get(NETFILTER_PRIORITY));
        number("flags", info.get(NETFILTER_FLAGS));
      }
      case KPROBE_MULTI -> kernelFunctions(info);
      case UPROBE_MULTI -> userFunctions(info);
      case TRACING_MULTI -> tracedFunctions(info);
      case PERF_EVENT -> perfEvent(info);
      case UNSPEC -> {}
    }
  }

  private void iterator(Struct info) {
    String target = text(new Name("target_name", ITER_TARGET_NAME, ITER_TARGET_NAME_LEN));
    switch (target) {
      case "bpf_map_elem", "bpf_sk_storage_map" -> number("map_id", info.get(ITER_MAP_ID));
      case "cgroup" -> {
        number("cgroup_id", info.get(ITER_CGROUP_ID));
        number("order", info.get(ITER_CGROUP_ORDER));
      }
      case "task", "task_file", "task_vma" -> {
        optional("tid", info.get(ITER_TASK_TID));
        optional("pid", info.get(ITER_TASK_PID));
      }
      default -> {}
    }
  }

  private void kernelFunctions(Struct known) {
    int count = (int) known.get(KPROBE_MULTI_COUNT);
    Column addresses = column("addr", count, Long.BYTES);
    Column cookies = column("cookie", count, Long.BYTES);
    link.query(
        link.room(LinkInfoField.BYTES)
            .set(KPROBE_MULTI_ADDRS, addresses.address())
            .set(KPROBE_MULTI_COOKIES, cookies.address())
            .set(KPROBE_MULTI_COUNT, count));
    place.add(new Flag("retprobe", (known.get(KPROBE_MULTI_FLAGS) & RETURN_PROBE) != 0));
    number("func_count", count);
    number("missed", known.get(KPROBE_MULTI_MISSED));
    functions(count, addresses, cookies);
  }

  private void tracedFunctions(Struct known) {
    int count = (int) known.get(TRACING_MULTI_COUNT);
    Column ids = column("btf_id", count, Integer.BYTES);
    Column addresses = column("addr", count, Long.BYTES);
    Column cookies = column("cookie", count, Long.BYTES);
    link.query(
        link.room(LinkInfoField.BYTES)
            .set(TRACING_MULTI_IDS, ids.address())
            .set(TRACING_MULTI_ADDRS, addresses.address())
            .set(TRACING_MULTI_COOKIES, cookies.address())
            .set(TRACING_MULTI_COUNT, count));
    attachType(known.get(TRACING_MULTI_ATTACH_TYPE));
    number("btf_obj_id", known.get(TRACING_MULTI_BTF_OBJ_ID));
    number("func_count", count);
    functions(count, ids, addresses, cookies);
  }

  private void userFunctions(Struct known) {
    int count = (int) known.get(UPROBE_MULTI_COUNT);
    Column offsets = column("offset", count, Long.BYTES);
    Column counters = column("ref_ctr_offset", count, Long.BYTES);
    Column cookies = column("cookie", count, Long.BYTES);
    link.query(
        link.room(LinkInfoField.BYTES)
            .set(UPROBE_MULTI_OFFSETS, offsets.address())
            .set(UPROBE_MULTI_REF_CTR_OFFSETS, counters.address())
            .set(UPROBE_MULTI_COOKIES, cookies.address())
            .set(UPROBE_MULTI_COUNT, count));
    place.add(new Flag("retprobe", (known.get(UPROBE_MULTI_FLAGS) & RETURN_PROBE) != 0));
    text(new Name("path", UPROBE_MULTI_PATH, UPROBE_MULTI_PATH_SIZE));
    number("func_count", count);
    number("pid", known.get(UPROBE_MULTI_PID));
    functions(count, offsets, counters, cookies);
  }

  private Column column(String name, int count, int bytes) {
    return new Column(name, link.memory(count * bytes), bytes);
  }

  /** A row for each place that the link attached to. */
  private void functions(int count, Column... columns) {
    List<List<Fact>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Fact> row = new ArrayList<>();
      for (Column column : columns) {
        row.add(column.element(i));
      }
      rows.add(row);
    }
    place.add(new Functions("funcs", rows));
  }

  /** An array that the kernel fills, of numbers of so many bytes. */
  private record Column(String name, NativeMemory memory, int bytes) {
    long address() {
      return memory.address();
    }

    Fact element(int number) {
      int at = number * bytes;
      return new Number(
          name, bytes == Integer.BYTES ? memory.bytes().getInt(at) : memory.bytes().getLong(at));
    }
  }

  private void perfEvent(Struct info) {
    Optional<PerfLinkType> type = PerfLinkType.of((int) info.get(PERF_EVENT_TYPE));
    if (type.isEmpty()) {
      return;
    }
    switch (type.get()) {
      case KPROBE, KRETPROBE -> {
        place.add(new Flag("retprobe", type.get() == PerfLinkType.KRETPROBE));
        number("addr", info.get(PERF_EVENT_KPROBE_ADDR));
        text(new Name("func", PERF_EVENT_KPROBE_FUNC_NAME, PERF_EVENT_KPROBE_NAME_LEN));
        number("offset", info.get(PERF_EVENT_KPROBE_OFFSET));
        number("missed", info.get(PERF_EVENT_KPROBE_MISSED));
        number("cookie", info.get(PERF_EVENT_KPROBE_COOKIE));
      }
      case UPROBE, URETPROBE -> {
        place.add(new Flag("retprobe", type.get() == PerfLinkType.URETPROBE));
        text(new Name("file", PERF_EVENT_UPROBE_FILE_NAME, PERF_EVENT_UPROBE_NAME_LEN));
        number("offset", info.get(PERF_EVENT_UPROBE_OFFSET));
        number("ref_ctr_offset", info.get(PERF_EVENT_UPROBE_REF_CTR_OFFSET));
        number("cookie", info.get(PERF_EVENT_UPROBE_COOKIE));
      }
      case TRACEPOINT -> {
        text(new Name("tracepoint", PERF_EVENT_TRACEPOINT_TP_NAME, PERF_EVENT_TRACEPOINT_NAME_LEN));
        number("cookie", info.get(PERF_EVENT_TRACEPOINT_COOKIE));
      }
      case EVENT -> {
        number("event_type", info.get(PERF_EVENT_EVENT_TYPE));
        number("event_config", info.get(PERF_EVENT_EVENT_CONFIG));
        number("cookie", info.get(PERF_EVENT_EVENT_COOKIE));
      }
      case UNSPEC -> {}
    }
  }

  private void number(String name, long value) {
    place.add(new Number(name, value));
  }

  private void optional(String name, long value) {
    if (value != 0) {
      number(name, value);
    }
  }

  /** Other numbers are of places that we do not know yet. */
  private void attachType(long number) {
    AttachType.of((int) number)
        .<Fact>map(type -> new Attachment("attach_type", type))
        .ifPresentOrElse(place::add, () -> number("attach_type", number));
  }

  private String text(Name name) {
    NativeMemory room = link.memory(NAME_ROOM);
    link.query(
        link.room(LinkInfoField.BYTES).set(name.text, room.address()).set(name.room, NAME_ROOM));
    String text = room.text(0, NAME_ROOM);
    place.add(new Text(name.name, text));
    return text;
  }
}
