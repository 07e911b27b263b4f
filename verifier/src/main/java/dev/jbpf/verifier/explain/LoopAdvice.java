package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways to write a loop that kernels take, each since one of them. */
enum LoopAdvice {
  COUNTED(
      new KernelVersion(5, 3), "for (int i = 0; i < N; i++)", "a counted loop with a back edge"),
  CALLED(new KernelVersion(5, 17), "bpf_loop(n, body, &state, 0)", "") {
    @Override
    String shown(Style style) {
      return style == Style.C ? super.shown(style) : style.write(Fixes.call(Helper.LOOP));
    }
  },
  MAYBE(new KernelVersion(6, 9), "while (can_loop)", "") {
    @Override
    String shown(Style style) {
      return switch (style) {
        case C -> super.shown(style);
        case JAVA -> Op.MAY_GOTO.mnemonic();
        case LLVM, GNU, MACRO -> style.write(Insn.of(Op.MAY_GOTO, Reg.R0, Reg.R0, 0, 0));
      };
    }
  };

  private final KernelVersion since;
  private final String inC;
  private final String words;

  LoopAdvice(KernelVersion since, String inC, String words) {
    this.since = since;
    this.inC = inC;
    this.words = words;
  }

  String shown(Style style) {
    return style == Style.C ? inC : words;
  }

  /** {@return what loops can be written as, in the language of the author's line} */
  static String text(Style style, KernelVersion kernel) {
    List<String> here = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (LoopAdvice form : values()) {
      boolean isHere = form.since.compareTo(kernel) <= 0;
      (isHere ? here : later).add(form.shown(style) + " (Linux " + form.since + ")");
    }
    return Stream.of(said("loops that this kernel accepts: ", here), said("newer kernels: ", later))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String said(String head, List<String> forms) {
    return forms.isEmpty() ? "" : head + String.join(", ", forms);
  }
}
