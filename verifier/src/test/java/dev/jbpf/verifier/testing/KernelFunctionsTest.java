package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.add;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.move;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static dev.jbpf.verifier.testing.Code.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.facts.FactTables;
import dev.jbpf.verifier.kfunc.KfuncFacts;
import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import dev.jbpf.verifier.types.KernelView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel's functions, called at random, get the kernel's verdict. */
@KernelTest
class KernelFunctionsTest {
  /** That says of fewer functions who may call them. */
  private static final KernelVersion OLDEST = new KernelVersion(6, 12);

  private static final int SLEEPABLE = 1 << 4;
  private static final int CALLS = Integer.getInteger("jbpf.kfuncs", 800);
  private static final double LEAST_AGREEMENT = 0.98;

  private final RunningVerifier kernel = new RunningVerifier();
  private final KernelBtf types = KernelBtf.ofRunningKernel();
  private final KernelView view = types.view().orElseThrow();
  private final Btf btf = view.types();
  private final List<String> refused = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int undecided;
  private int accepted;

  @BeforeAll
  static void onlyThatKernel() {
    AskedKernel.require();
    Assumptions.assumeTrue(
        AskedKernel.RUNNING.compareTo(OLDEST) >= 0, "calls before Linux 6.12 are undecided");
  }

  private List<String> names() {
    return FactTables.lines(KfuncFacts.class, "kfuncs.txt").stream()
        .filter(line -> !line.startsWith("@"))
        .map(line -> line.split(" ")[0])
        .filter(name -> btf.find(name, BtfKind.FUNC).isPresent())
        .toList();
  }

  private int id(String name) {
    return btf.find(name, BtfKind.FUNC).orElseThrow();
  }

  private int member(String struct, String name) {
    return (int)
        (view.composite(view.structure(struct).orElseThrow()).members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bitOffset()
            / Byte.SIZE);
  }

  private long call(String name) {
    return slot(0x85, 0, 2, 0, id(name));
  }

  private void compare(String target, AttachType attach, int flags, List<Long> slots) {
    long[] code = slots.stream().mapToLong(Long::longValue).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(code.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(code);
    Subject subject =
        Subject.of(Program.decode(bytes.array(), ByteOrder.LITTLE_ENDIAN), ProgramType.TRACING)
            .at(attach.value())
            .withFlags(flags)
            .against(target);
    Verdict verdict = Verifier.of(AskedKernel.RUNNING).with(types).verify(subject);
    BtfKind kind = attach == AttachType.TRACE_ITER ? BtfKind.FUNC : BtfKind.TYPEDEF;
    Question question =
        Question.of(ProgramType.TRACING.value(), attach.value(), code)
            .withTarget(btf.find(target, kind).orElseThrow())
            .withFlags(flags);
    boolean isTaken = kernel.ask(question).isAccepted();
    accepted += isTaken ? 1 : 0;
    if (verdict instanceof Verdict.Undecided) {
      undecided++;
    } else if (verdict instanceof Verdict.Accepted != isTaken) {
      (isTaken ? refused : missed)
          .add(verdict + "\n" + named(slots) + "\n" + last(kernel.ask(question, 1).log()));
    }
  }

  private static String last(String log) {
    List<String> lines = log.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private String named(List<Long> slots) {
    StringBuilder text = new StringBuilder();
    for (long word : slots) {
      boolean isCall = (word & 0xffff) == 0x2085;
      text.append(isCall ? btf.name((int) (word >> 32)) : Long.toHexString(word)).append(' ');
    }
    return text.toString();
  }

  @Test
  void callsAreWhatTheKernelTakes() {
    Random random = new Random(11);
    List<String> names = names();
    for (int i = 0; i < CALLS; i++) {
      boolean iterates = random.nextInt(3) == 0;
      int flags = iterates && random.nextBoolean() ? SLEEPABLE : 0;
      compare(
          iterates ? "bpf_iter_task" : "btf_trace_sched_switch",
          iterates ? AttachType.TRACE_ITER : AttachType.TRACE_RAW_TP,
          flags,
          program(random, names));
    }
    assertThat(refused).isEmpty();
    assertThat(missed).hasSizeLessThan((int) (CALLS * (1 - LEAST_AGREEMENT)));
    assertThat(undecided).isLessThan(CALLS / 10);
    assertThat(accepted).isGreaterThan(CALLS / 80);
  }

  /** r6 is trusted, r7 as long as RCU's section, r8 was found through another, r9 the context. */
  private List<Long> program(Random random, List<String> names) {
    List<Long> code = new ArrayList<>();
    code.add(move(9, 1));
    code.add(load(8, 6, 1, 8));
    check(code, 6);
    code.add(load(8, 7, 6, member("task_struct", "real_parent")));
    code.add(load(8, 8, 6, member("task_struct", "last_wakee")));
    int calls = 1 + random.nextInt(3);
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      String name = names.get(random.nextInt(names.size()));
      call(random, code, name);
      if (KfuncFacts.find(name).orElseThrow().has(KfuncFlag.ACQUIRE)) {
        take(random, code, ends, i);
      } else if (random.nextInt(4) == 0) {
        code.add(slot(0x15, 0, 0, 1, 0));
        code.add(load(1, 2, 0, 0));
      }
      opened(random, name, ends);
    }
    ends.forEach(name -> end(code, name));
    code.add(set(0, 0));
    code.add(exit());
    return code;
  }

  private static void check(List<Long> code, int register) {
    code.add(slot(0x55, register, 0, 2, 0));
    code.add(set(0, 0));
    code.add(exit());
  }

  private void take(Random random, List<Long> code, List<String> ends, int number) {
    code.add(store(8, 10, -128 - 8 * number, 0));
    if (random.nextInt(4) > 0) {
      String release =
          List.of("bpf_task_release", "bpf_cgroup_release", "bpf_cpumask_release")
              .get(random.nextInt(3));
      ends.add(release + " " + (-128 - 8 * number));
    }
  }

  private void end(List<Long> code, String what) {
    String[] words = what.split(" ");
    if (words.length > 1) {
      code.add(load(8, 1, 10, Integer.parseInt(words[1])));
      code.add(slot(0x15, 1, 0, 1, 0));
    } else if (what.startsWith("bpf_iter_") || what.contains("irq")) {
      code.add(move(1, 10));
      code.add(add(1, -64));
    }
    code.add(call(words[0]));
  }

  private static void opened(Random random, String name, List<String> ends) {
    if (random.nextInt(5) == 0) {
      return;
    }
    if (name.endsWith("_read_lock")) {
      ends.add("bpf_rcu_read_unlock");
    } else if (name.endsWith("preempt_disable")) {
      ends.add("bpf_preempt_enable");
    } else if (name.endsWith("irq_save")) {
      ends.add("bpf_local_irq_restore");
    } else if (name.startsWith("bpf_iter_") && name.endsWith("_new")) {
      ends.add(name.replace("_new", "_destroy"));
    }
  }

  private void call(Random random, List<Long> code, String name) {
    List<BtfType.Param> params = view.function(name).orElseThrow().params();
    for (int i = 0; i < Math.min(5, params.size()); i++) {
      argument(random, code, params.get(i), i + 1);
    }
    code.add(call(name));
  }

  private void argument(Random random, List<Long> code, BtfType.Param param, int register) {
    int choice = random.nextInt(12);
    boolean isPointer = view.plain(param.type()) instanceof BtfType.Ptr;
    if (choice < 7) {
      choice = isPointer ? pointer(random, param) : 6;
    }
    switch (choice) {
      case 0, 1, 2, 3 -> code.add(move(register, 6 + choice));
      case 4, 5 -> {
        code.add(move(register, 10));
        code.add(add(register, choice == 4 ? -64 : -8 * random.nextInt(20)));
      }
      case 6 -> code.add(set(register, random.nextInt(9)));
      case 7 -> code.add(set(register, 0));
      case 8 -> code.add(load(8, register, 6, 8 * random.nextInt(300)));
      default -> code.add(move(register, 6));
    }
  }

  private int pointer(Random random, BtfType.Param param) {
    int target = view.resolve(((BtfType.Ptr) view.plain(param.type())).target());
    boolean isTask = view.name(target).equals("task_struct");
    return isTask ? random.nextInt(10) < 7 ? 0 : random.nextInt(3) : 4;
  }
}
