package dev.jbpf.cli.prog;

import dev.jbpf.btf.Btf;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.find.TypesById;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramDetails;
import dev.jbpf.runtime.inspect.ProgramSource;
import java.util.Optional;

/** What is told of a program, under bpftool's names. */
public final class ProgramFields {
  private static final int KEPT = 15;

  private final TypesById types;
  private final Sightings sightings;

  /** For programs that {@code finder} finds. */
  public ProgramFields(Finder finder) {
    this.types = new TypesById(finder.inspector());
    this.sightings = new Sightings(finder.inspector());
  }

  /** {@return what is told of {@code program}} */
  public Fields of(Inspected program) {
    ProgramDetails details = program.program();
    Fields fields =
        new Fields()
            .put("id", details.id())
            .put(
                "type",
                ConstantNames.ofProgramType(details.type())
                    .<Object>map(n -> n)
                    .orElse(details.type()))
            .putIf(!details.name().isEmpty(), "name", fullName(types, program, details))
            .put("tag", details.tag())
            .put("gpl_compatible", details.isGpl());
    fields
        .putIf(details.runCount() != 0, "run_time_ns", details.runTime().toNanos())
        .putIf(details.runCount() != 0, "run_cnt", details.runCount())
        .putIf(details.missed() != 0, "recursion_misses", details.missed())
        .put("loaded_at", details.loadedAt().getEpochSecond())
        .put("uid", details.user())
        .put("bytes_xlated", details.translatedBytes())
        .put("jited", details.nativeBytes() != 0)
        .putIf(details.nativeBytes() != 0, "bytes_jited", details.nativeBytes())
        .putIf("bytes_memlock", details.lockedBytes())
        .putIf(!details.maps().isEmpty(), "map_ids", details.maps())
        .putIf(details.types() != 0, "btf_id", details.types())
        .putIf(
            details.verifiedInstructions() != 0, "verified_insns", details.verifiedInstructions());
    sightings.addTo(fields, ObjectKind.PROGRAM, details.id());
    return fields;
  }

  /** {@return the name of a program, which its types know where the kernel has cut it} */
  static String fullName(TypesById types, Inspected program, ProgramDetails details) {
    if (details.name().length() < KEPT || details.types() == 0) {
      return details.name();
    }
    ProgramSource source = program.source();
    Optional<Btf> known = types.find(source.types());
    return Optional.ofNullable(source.functions().get(0))
        .flatMap(function -> known.map(btf -> btf.name(function)))
        .filter(name -> name.startsWith(details.name()))
        .orElse(details.name());
  }
}
