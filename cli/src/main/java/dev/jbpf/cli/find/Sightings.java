package dev.jbpf.cli.find;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.Holders;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.PinnedObjects;
import java.util.List;

/** Where objects are held: by processes, and by names in the BPF file system. */
public final class Sightings {
  private final PinnedObjects pinned;
  private final Holders holders;

  /** Those of now. */
  public Sightings(Inspector inspector) {
    pinned = PinnedObjects.read(inspector);
    holders = Holders.read();
  }

  /** Adds {@code pinned} and {@code pids} where there are any. */
  public void addTo(Fields fields, ObjectKind kind, long id) {
    List<String> names = pinned.of(kind, id).stream().map(Object::toString).toList();
    fields.putIf(!names.isEmpty(), "pinned", names);
    List<Fields> processes =
        holders.of(kind, id).stream()
            .map(holder -> new Fields().put("pid", holder.pid()).put("comm", holder.name()))
            .toList();
    fields.putIf(!processes.isEmpty(), "pids", processes);
  }

  /** {@return names and processes for a table: {@code /sys/fs/bpf/x, cat(123)}} */
  public static String text(Fields fields) {
    StringBuilder text = new StringBuilder();
    fields
        .get("pinned")
        .ifPresent(names -> ((List<?>) names).forEach(n -> append(text, n.toString())));
    fields
        .get("pids")
        .ifPresent(
            processes ->
                ((List<?>) processes)
                    .forEach(
                        each -> {
                          Fields process = (Fields) each;
                          append(text, process.text("comm") + "(" + process.text("pid") + ")");
                        }));
    return text.toString();
  }

  private static void append(StringBuilder text, String word) {
    text.append(text.isEmpty() ? "" : ", ").append(word);
  }
}
