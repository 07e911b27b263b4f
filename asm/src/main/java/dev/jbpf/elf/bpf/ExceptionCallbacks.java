package dev.jbpf.elf.bpf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that programs name for what they throw ({@code bpf_throw}, since Linux 6.7): a note
 * at the program, {@code btf_decl_tag("exception_callback:NAME")}. No instruction refers to them,
 * so linking appends them where nothing else has.
 */
final class ExceptionCallbacks {
  private final LinkableObject parts;

  ExceptionCallbacks(LinkableObject parts) {
    this.parts = parts;
  }

  /**
   * {@return the function that takes what {@code program} throws, if it names one}
   *
   * @throws BpfObjectException if it names several, or one that is not a global function of {@code
   *     .text}
   */
  Optional<CodeFunction> of(CodeFunction program) {
    List<String> names =
        parts.types().isPresent() ? names(parts.types().get(), program) : List.of();
    if (names.size() > 1) {
      throw wrong(program, "names several functions for exceptions: " + String.join(", ", names));
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(function(program, names.get(0)));
  }

  private List<String> names(Btf types, CodeFunction program) {
    List<Integer> described = new ArrayList<>();
    parts.functions().forEach(program, (rows, row, slot) -> described.add(rows.at(row, 1)));
    List<String> names = new ArrayList<>();
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.DeclTag tag && described.contains(tag.target())) {
        tag.exceptionCallback().ifPresent(names::add);
      }
    }
    return names;
  }

  private CodeFunction function(CodeFunction program, String name) {
    CodeFunction found =
        parts.code().stream()
            .filter(CodeSection::isText)
            .flatMap(code -> code.functions().stream())
            .filter(function -> function.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        program,
                        "names '" + name + "' for exceptions, which is no function of .text"));
    if (found.isLocal()) {
      throw wrong(program, "names '" + name + "' for exceptions, which must not be static");
    }
    return found;
  }

  private BpfObjectException wrong(CodeFunction program, String message) {
    return new BpfObjectException(parts.place(program, 0) + ": the program " + message);
  }
}
