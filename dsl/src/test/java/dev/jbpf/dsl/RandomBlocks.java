package dev.jbpf.dsl;

import static dev.jbpf.isa.Reg.*;

import dev.jbpf.isa.Condition;
import dev.jbpf.isa.Reg;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongBinaryOperator;

/**
 * Random structured programs over three variables, in R6 to R8: a tree that is both built as blocks
 * and evaluated as Java.
 */
final class RandomBlocks {
  private static final List<Reg> VARIABLES = List.of(R6, R7, R8);
  private static final Reg COUNTER = R9;
  private static final int MAX_DEPTH = 3;

  /** A statement; {@code v} are the values of the variables. */
  interface Statement {
    void build(ProgramBuilder b);

    void run(long[] v);
  }

  private final Random random;

  RandomBlocks(long seed) {
    random = new Random(seed);
  }

  Statement next() {
    return block(0, false);
  }

  private Statement block(int depth, boolean inLoop) {
    List<Statement> parts = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      parts.add(statement(depth, inLoop));
    }
    return sequence(parts);
  }

  private static Statement sequence(List<Statement> parts) {
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        parts.forEach(part -> part.build(b));
      }

      @Override
      public void run(long[] v) {
        parts.forEach(part -> part.run(v));
      }
    };
  }

  private Statement statement(int depth, boolean inLoop) {
    int choice = depth >= MAX_DEPTH ? random.nextInt(3) : random.nextInt(8);
    return switch (choice) {
      case 0, 1 -> arithmetic();
      case 2 -> random.nextBoolean() ? helperCall() : subprogramCall();
      case 3, 4 -> ifElse(depth, inLoop);
      case 5 -> inLoop ? unrolled(depth) : loop(depth);
      case 6 -> switchOn(depth, inLoop);
      default -> ifOnly(depth, inLoop);
    };
  }

  private int variable() {
    return random.nextInt(VARIABLES.size());
  }

  private int number() {
    return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(200) - 100;
  }

  /** An operation of the builder and of Java. */
  private record Operation(
      OnNumber number, OnRegister register, LongBinaryOperator java, boolean divides) {
    interface OnNumber {
      void add(ProgramBuilder b, Reg dst, int imm);
    }

    interface OnRegister {
      void add(ProgramBuilder b, Reg dst, Reg src);
    }
  }

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation(ProgramBuilder::add, ProgramBuilder::add, Long::sum, false),
          new Operation(ProgramBuilder::sub, ProgramBuilder::sub, (a, b) -> a - b, false),
          new Operation(ProgramBuilder::mul, ProgramBuilder::mul, (a, b) -> a * b, false),
          new Operation(ProgramBuilder::and, ProgramBuilder::and, (a, b) -> a & b, false),
          new Operation(ProgramBuilder::or, ProgramBuilder::or, (a, b) -> a | b, false),
          new Operation(ProgramBuilder::xor, ProgramBuilder::xor, (a, b) -> a ^ b, false),
          new Operation(ProgramBuilder::mov, ProgramBuilder::mov, (a, b) -> b, false),
          new Operation(
              ProgramBuilder::add32, ProgramBuilder::add32, (a, b) -> unsigned(a + b), false),
          new Operation(
              ProgramBuilder::mul32, ProgramBuilder::mul32, (a, b) -> unsigned(a * b), false),
          new Operation(
              ProgramBuilder::div,
              ProgramBuilder::div,
              (a, b) -> b == 0 ? 0 : Long.divideUnsigned(a, b),
              true),
          new Operation(
              ProgramBuilder::mod,
              ProgramBuilder::mod,
              (a, b) -> b == 0 ? a : Long.remainderUnsigned(a, b),
              true));

  private static long unsigned(long value) {
    return value & 0xffff_ffffL;
  }

  private Statement arithmetic() {
    Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    int dst = variable();
    int src = variable();
    int drawn = number();
    int imm = operation.divides() && drawn == 0 ? 7 : drawn;
    boolean withNumber = random.nextBoolean();
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        if (withNumber) {
          operation.number().add(b, VARIABLES.get(dst), imm);
        } else {
          operation.register().add(b, VARIABLES.get(dst), VARIABLES.get(src));
        }
      }

      @Override
      public void run(long[] v) {
        v[dst] = operation.java().applyAsLong(v[dst], withNumber ? imm : v[src]);
      }
    };
  }

  private Statement helperCall() {
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.call(Helpers.ktimeGetNs());
      }

      @Override
      public void run(long[] v) {}
    };
  }

  private Statement subprogramCall() {
    int first = variable();
    int second = variable();
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.callSubprogram("mix", Arg.reg(VARIABLES.get(second)), Arg.reg(VARIABLES.get(first)))
            .mov(VARIABLES.get(first), R0);
      }

      @Override
      public void run(long[] v) {
        v[first] = v[second] * 3 + v[first];
      }
    };
  }

  static void addSubprograms(ProgramBuilder b) {
    b.subprogram("mix", s -> s.mov(R0, R1).mul(R0, 3).add(R0, R2));
  }

  private Statement ifElse(int depth, boolean inLoop) {
    Question question = question(0);
    Statement then = block(depth + 1, inLoop);
    Statement otherwise = block(depth + 1, inLoop);
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.ifThen(question.condition(), then::build).orElse(otherwise::build);
      }

      @Override
      public void run(long[] v) {
        (question.java().holds(v) ? then : otherwise).run(v);
      }
    };
  }

  private Statement ifOnly(int depth, boolean inLoop) {
    Question question = question(0);
    Statement then = block(depth + 1, inLoop);
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.ifThen(question.condition(), then::build);
      }

      @Override
      public void run(long[] v) {
        if (question.java().holds(v)) {
          then.run(v);
        }
      }
    };
  }

  private Statement loop(int depth) {
    int times = 1 + random.nextInt(3);
    Question leave = question(0);
    Statement body = block(depth + 2, true);
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.loop(times, COUNTER, t -> body.build(t.breakIf(leave.condition())));
      }

      @Override
      public void run(long[] v) {
        for (int i = 0; i < times && !leave.java().holds(v); i++) {
          body.run(v);
        }
      }
    };
  }

  private Statement unrolled(int depth) {
    Question skip = question(0);
    Statement body = block(depth + 1, true);
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.unrolled(0, 2, (t, i) -> body.build(t.continueIf(skip.condition())));
      }

      @Override
      public void run(long[] v) {
        for (int i = 0; i < 2; i++) {
          if (!skip.java().holds(v)) {
            body.run(v);
          }
        }
      }
    };
  }

  private Statement switchOn(int depth, boolean inLoop) {
    int on = variable();
    int first = number();
    int second = first + 1 + random.nextInt(3);
    Statement one = block(depth + 1, inLoop);
    Statement two = block(depth + 1, inLoop);
    Statement other = block(depth + 1, inLoop);
    return new Statement() {
      @Override
      public void build(ProgramBuilder b) {
        b.switchOn(
            VARIABLES.get(on),
            s -> s.on(first, one::build).on(second, two::build).otherwise(other::build));
      }

      @Override
      public void run(long[] v) {
        (v[on] == first ? one : v[on] == second ? two : other).run(v);
      }
    };
  }

  private interface Test {
    boolean holds(long[] v);
  }

  /** A condition of the builder and of Java. */
  private record Question(Condition condition, Test java) {}

  private Question question(int depth) {
    if (depth < 2 && random.nextInt(4) == 0) {
      Question a = question(depth + 1);
      Question b = question(depth + 1);
      return switch (random.nextInt(3)) {
        case 0 ->
            new Question(
                a.condition().and(b.condition()), v -> a.java().holds(v) && b.java().holds(v));
        case 1 ->
            new Question(
                a.condition().or(b.condition()), v -> a.java().holds(v) || b.java().holds(v));
        default -> new Question(a.condition().not(), v -> !a.java().holds(v));
      };
    }
    int left = variable();
    int n = number();
    Reg reg = VARIABLES.get(left);
    return switch (random.nextInt(8)) {
      case 0 -> new Question(reg.eq(n), v -> v[left] == n);
      case 1 -> new Question(reg.ne(n), v -> v[left] != n);
      case 2 -> new Question(reg.gt(n), v -> Long.compareUnsigned(v[left], n) > 0);
      case 3 -> new Question(reg.le(n), v -> Long.compareUnsigned(v[left], n) <= 0);
      case 4 -> new Question(reg.slt(n), v -> v[left] < n);
      case 5 -> new Question(reg.sge(n), v -> v[left] >= n);
      case 6 -> new Question(reg.hasAny(n), v -> (v[left] & n) != 0);
      default -> new Question(reg.sgt(n).on32(), v -> (int) v[left] > n);
    };
  }
}
