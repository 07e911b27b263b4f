package dev.jbpf.cli.find;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.Holders;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.PinnedObjects;
import java.util.List;
import java.util.Optional;

/** Where objects are held: by processes, and by names in the BPF file system. */
public final class Sightings {
  private final Inspector inspector;
  private Optional<All> all = Optional.empty();

  /** What is found by looking through all processes and names. */
  private record All(PinnedObjects pinned, Holders holders) {}

  /** Those of when the first object is told of: where there is none, nobody looks. */
  public Sightings(Inspector inspector) {
    this.inspector = inspector;
  }

  private All all() {
    if (all.isEmpty()) {
      all = Optional.of(new All(PinnedObjects.read(inspector), Holders.read()));
    }
    return all.get();
  }

  /** Adds {@code pinned} and {@code pids} where there are any. */
  public void addTo(Fields fields, ObjectKind kind, long id) {
    List<String> names = all().pinned().of(kind, id).stream().map(Object::toString).toList();
    fields.putIf(!names.isEmpty(), "pinned", names);
    List<Fields> processes =
        all().holders().of(kind, id).stream()
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
