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
      new KernelVersion(5, 3), "a counted loop with a back edge", "for (int i = 0; i < N; i++)") {
    @Override
    String inValues() {
      return "p.times(N, i -> …)";
    }
  },
  CALLED(new KernelVersion(5, 17), "", "bpf_loop(n, body, &state, 0)") {
    @Override
    String inInstructions(Style style) {
      return style.write(Fixes.call(Helper.LOOP));
    }

    @Override
    String inValues() {
      return "p.loop(…) without a bound, of a probe that is " + Style.VALUES.since(since());
    }

    @Override
    String inMethods() {
      return "Loops.times(n, i -> …), or any loop of a program with "
          + Style.METHODS.since(since());
    }
  },
  MAYBE(new KernelVersion(6, 9), "", "while (can_loop)") {
    @Override
    String inInstructions(Style style) {
      return style == Style.BUILDER
          ? Op.MAY_GOTO.mnemonic()
          : style.write(Insn.of(Op.MAY_GOTO, Reg.R0, Reg.R0, 0, 0));
    }

    @Override
    String inValues() {
      return "";
    }

    @Override
    String inMethods() {
      return "";
    }
  };

  private final KernelVersion since;
  private final String words;
  private final String inC;

  LoopAdvice(KernelVersion since, String words, String inC) {
    this.since = since;
    this.words = words;
    this.inC = inC;
  }

  KernelVersion since() {
    return since;
  }

  private String shown(Style style) {
    return switch (style) {
      case LLVM, GNU, MACRO, BUILDER -> inInstructions(style);
      case VALUES -> inValues();
      case METHODS -> inMethods();
      case JAVA -> words;
      case C -> inC;
    };
  }

  String inInstructions(Style style) {
    return words;
  }

  abstract String inValues();

  String inMethods() {
    return inC;
  }

  /** {@return what loops can be written as, in the language of the author's line} */
  static String text(Style style, KernelVersion kernel) {
    List<String> here = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (LoopAdvice form : values()) {
      boolean isHere = form.since.compareTo(kernel) <= 0;
      String shown = form.shown(style);
      if (!shown.isEmpty()) {
        (isHere ? here : later).add(shown + " (Linux " + form.since + ")");
      }
    }
    return Stream.of(said("loops that this kernel accepts: ", here), said("newer kernels: ", later))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String said(String head, List<String> forms) {
    return forms.isEmpty() ? "" : head + String.join(", ", forms);
  }
}
