package dev.jbpf.dsl.internal;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.code.origin.Capture;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.IrException;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A program as the code that builds it, which can run again to tell the lines of its elements. */
public final class Recipe implements Origins {
  private final Supplier<Built> body;
  private final Built built;
  private volatile Optional<Origins> origins = Optional.empty();

  /**
   * What is built.
   *
   * @param maps the definitions of maps that the program names
   * @param globals the variables that it names
   */
  public record Built(Program program, List<MapDef<?, ?>> maps, List<Global<?>> globals) {
    /** A program; lists are copied. */
    public Built {
      maps = List.copyOf(maps);
      globals = List.copyOf(globals);
    }

    /** A program without variables. */
    public Built(Program program, List<MapDef<?, ?>> maps) {
      this(program, maps, List.of());
    }
  }

  /**
   * What {@code body} builds, which does the same each time.
   *
   * @throws LinkException as {@code body} does, with lines; {@code IrException} too
   */
  public Recipe(Supplier<Built> body) {
    this.body = body;
    this.built = Capture.off(this::buildOrExplain);
  }

  /** {@return the program} */
  public Program program() {
    return built.program().withOrigins(this);
  }

  /** {@return the definitions of maps that the program names} */
  public List<MapDef<?, ?>> maps() {
    return built.maps();
  }

  /** {@return the variables that the program names} */
  public List<Global<?>> globals() {
    return built.globals();
  }

  private Built buildOrExplain() {
    try {
      return body.get();
    } catch (LinkException | IrException withoutLines) {
      Capture.on(body);
      throw withoutLines;
    }
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

  @Override
  public boolean areInstructions() {
    return built.program().origins().areInstructions();
  }

  private Origins findOrigins() {
    Program again = Capture.on(body).program();
    return again.equals(built.program()) ? again.origins() : Origins.NONE;
  }
}
