package dev.jbpf.cli.map;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;

/** What is told of a map, under bpftool's names. */
final class MapFields {
  private final Sightings sightings;

  MapFields(Finder finder) {
    this.sightings = new Sightings(finder.inspector());
  }

  Fields of(Inspected map) {
    MapDetails details = map.map();
    Fields fields =
        new Fields()
            .put("id", details.id())
            .put(
                "type",
                ConstantNames.ofMapType(details.type()).<Object>map(n -> n).orElse(details.type()))
            .putIf(!details.name().isEmpty(), "name", details.name())
            .put("flags", details.flags())
            .put("bytes_key", details.keySize())
            .put("bytes_value", details.valueSize())
            .put("max_entries", details.maxEntries())
            .putIf(details.extra() != 0, "map_extra", details.extra())
            .putIf("bytes_memlock", details.lockedBytes());
    details
        .ownerType()
        .ifPresent(
            type ->
                fields
                    .put(
                        "owner_prog_type",
                        ConstantNames.ofProgramType(type).<Object>map(n -> n).orElse(type))
                    .put("owner_jited", details.isOwnerJited()));
    fields
        .put("frozen", details.isFrozen() ? 1 : 0)
        .putIf(details.types() != 0, "btf_id", details.types());
    sightings.addTo(fields, ObjectKind.MAP, details.id());
    return fields;
  }
}
