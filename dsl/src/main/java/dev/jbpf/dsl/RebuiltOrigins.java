package dev.jbpf.dsl;

import dev.jbpf.code.Capture;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Origins;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A program as the code that builds it, which can run again to tell the lines of its elements. */
final class RebuiltOrigins implements Origins {
  private final Supplier<ProgramBuilder> builders;
  private final Consumer<? super ProgramBuilder> body;
  private final List<MapDef<?, ?>> maps = new ArrayList<>();
  private final Program built;
  private volatile Optional<Origins> origins = Optional.empty();

  RebuiltOrigins(Supplier<ProgramBuilder> builders, Consumer<? super ProgramBuilder> body) {
    this.builders = builders;
    this.body = body;
    this.built = Capture.off(this::buildOrExplain);
  }

  Program program() {
    return built.withOrigins(this);
  }

  /** {@return the definitions of maps that the builder was given} */
  List<MapDef<?, ?>> maps() {
    return maps;
  }

  private Program buildOrExplain() {
    try {
      return build();
    } catch (LinkException withoutLines) {
      Capture.on(this::build);
      throw withoutLines;
    }
  }

  private Program build() {
    ProgramBuilder builder = builders.get();
    body.accept(builder);
    Program program = builder.buildLast();
    maps.clear();
    maps.addAll(builder.maps());
    return program;
  }

  @Override
  public Origin at(int slot) {
    Optional<Origins> known = origins;
    if (known.isEmpty()) {
      known = Optional.of(findOrigins());
      origins = known;
    }
    return known.get().at(slot);
  }

  private Origins findOrigins() {
    Program again = Capture.on(this::build);
    return again.equals(built) ? again.origins() : Origins.NONE;
  }
}
