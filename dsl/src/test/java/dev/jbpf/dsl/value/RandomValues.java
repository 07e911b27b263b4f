package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.memory.Array;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Random programs of the value tier, as trees that build themselves and run in Java: arithmetic of
 * all widths and signs, branches, loops, switches, functions, variables, records and arrays on the
 * stack.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // types are chosen at random
final class RandomValues {
  static final int VARIABLES = 6;
  static final int LENGTH = 5;
  private static final RandomKind[] KINDS = RandomKind.values();

  /** What Java has where the program has variables, a record and an array. */
  static final class State {
    final long[] variables = new long[VARIABLES];
    final long[] array = new long[LENGTH];
    int small;
    long large;
    final SortedMap<Integer, Long> table = new TreeMap<>();
    byte[] packet = new byte[0];
  }

  /** What the program has. */
  static final class Built {
    final List<Var> variables = new ArrayList<>();
    Body p;
    Array<U64> array;
    Cell<Pair> pair;
    Functions.Of2 function;
    Loop loop;
    Supplier<Packet> packet;
  }

  /** On the program's stack. */
  record Pair(int small, long large) {}

  /** A number. */
  interface Number {
    Int build(Built b);

    long run(State s);
  }

  /** Yes or no. */
  interface Question {
    Bool build(Built b);

    boolean run(State s);
  }

  /** Something that is done; says in Java whether the round of the loop goes on. */
  interface Statement {
    void build(Built b);

    boolean run(State s);
  }

  private final Random random;
  private final Optional<RandomOutside> outside;
  final RandomKind[] kinds = new RandomKind[VARIABLES];
  private final RandomKind result;
  private final RandomKind first;
  private final RandomKind second;
  private final Number body;
  private int parameters;
  private long argument1;
  private long argument2;
  private Int built1;
  private Int built2;

  RandomValues(long seed) {
    this(seed, false);
  }

  /**
   * A program of its own for each seed.
   *
   * @param isOutside whether it reads and writes a packet and a map, too
   */
  RandomValues(long seed, boolean isOutside) {
    random = new Random(seed);
    outside = isOutside ? Optional.of(new RandomOutside(this, random)) : Optional.empty();
    for (int i = 0; i < VARIABLES; i++) {
      kinds[i] = kind();
    }
    result = kind();
    first = kind();
    second = kind();
    parameters = 2;
    body = number(result, 3);
    parameters = 0;
  }

  private RandomKind kind() {
    return KINDS[random.nextInt(KINDS.length)];
  }

  void buildFunction(Built b) {
    b.function =
        b.p.function(
            "mix",
            result.raw(),
            first.raw(),
            second.raw(),
            (f, one, two) -> {
              Built inside = new Built();
              inside.p = f;
              built1 = (Int) one;
              built2 = (Int) two;
              return body.build(inside);
            });
  }

  private long call(long one, long two) {
    argument1 = one;
    argument2 = two;
    return body.run(new State());
  }

  long number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(16);
      case 1 -> 1L << random.nextInt(64);
      case 2 -> -1L - random.nextInt(4);
      case 3 -> random.nextInt();
      default -> random.nextLong();
    };
  }

  Number number(RandomKind kind, int depth) {
    if (depth == 0) {
      return leaf(kind);
    }
    return switch (random.nextInt(12)) {
      case 0 -> leaf(kind);
      case 1, 2 -> converted(kind, depth);
      case 3 -> shifted(kind, depth);
      case 4 -> turned(kind, depth);
      case 5 -> chosen(kind, depth);
      case 6 -> parameters == 0 ? called(kind, depth) : leaf(kind);
      default -> binary(kind, depth);
    };
  }

  private Number leaf(RandomKind kind) {
    if (random.nextInt(3) == 0) {
      return constant(kind, kind.fit(number()));
    }
    Number leaf = parameters == 0 ? place() : parameter();
    return converted(kind, leaf);
  }

  private static Number constant(RandomKind kind, long number) {
    return new Number() {
      @Override
      public Int build(Built b) {
        return (Int) kind.raw().of(b.p.scope(), number);
      }

      @Override
      public long run(State s) {
        return number;
      }
    };
  }

  private Number parameter() {
    boolean isFirst = random.nextBoolean();
    return new Number() {
      @Override
      public Int build(Built b) {
        return isFirst ? built1 : built2;
      }

      @Override
      public long run(State s) {
        return isFirst ? argument1 : argument2;
      }
    };
  }

  private Number place() {
    int which = random.nextInt(VARIABLES + 3);
    int index = random.nextInt(LENGTH);
    return new Number() {
      @Override
      public Int build(Built b) {
        if (which < VARIABLES) {
          return (Int) b.variables.get(which).get();
        }
        return switch (which - VARIABLES) {
          case 0 -> b.pair.get(Pair::small);
          case 1 -> b.pair.get(Pair::large);
          default -> b.array.get(index);
        };
      }

      @Override
      public long run(State s) {
        if (which < VARIABLES) {
          return s.variables[which];
        }
        return switch (which - VARIABLES) {
          case 0 -> s.small;
          case 1 -> s.large;
          default -> s.array[index];
        };
      }
    };
  }

  private Number converted(RandomKind kind, int depth) {
    return converted(kind, number(kind(), depth - 1));
  }

  private static Number converted(RandomKind kind, Number of) {
    return new Number() {
      @Override
      public Int build(Built b) {
        return of.build(b).cast(kind.raw());
      }

      @Override
      public long run(State s) {
        return kind.fit(of.run(s));
      }
    };
  }

  private Number shifted(RandomKind kind, int depth) {
    Number of = number(kind, depth - 1);
    boolean isLeft = random.nextBoolean();
    boolean isFixed = random.nextBoolean();
    int by = random.nextInt(Math.max(kind.bits(), Integer.SIZE));
    Number amount = number(kind(), depth - 1);
    return new Number() {
      @Override
      public Int build(Built b) {
        Int left = of.build(b);
        if (isFixed) {
          return isLeft ? left.shiftLeft(by) : left.shiftRight(by);
        }
        Int right = amount.build(b);
        return isLeft ? left.shiftLeft(right) : left.shiftRight(right);
      }

      @Override
      public long run(State s) {
        long left = of.run(s);
        long right = isFixed ? by : amount.run(s);
        return isLeft ? kind.shiftLeft(left, right) : kind.shiftRight(left, right);
      }
    };
  }

  private Number turned(RandomKind kind, int depth) {
    Number of = number(kind, depth - 1);
    boolean isNot = random.nextBoolean();
    return new Number() {
      @Override
      public Int build(Built b) {
        return isNot ? of.build(b).not() : of.build(b).negate();
      }

      @Override
      public long run(State s) {
        return kind.fit(isNot ? ~of.run(s) : -of.run(s));
      }
    };
  }

  private Number chosen(RandomKind kind, int depth) {
    Question question = question(depth - 1);
    Number then = number(kind, depth - 1);
    Number otherwise = number(kind, depth - 1);
    return new Number() {
      @Override
      public Int build(Built b) {
        Int yes = then.build(b);
        Int no = otherwise.build(b);
        return question.build(b).choose(yes, no);
      }

      @Override
      public long run(State s) {
        return question.run(s) ? then.run(s) : otherwise.run(s);
      }
    };
  }

  private Number called(RandomKind kind, int depth) {
    Number one = number(first, depth - 1);
    Number two = number(second, depth - 1);
    return converted(
        kind,
        new Number() {
          @Override
          public Int build(Built b) {
            Int left = one.build(b);
            return (Int) b.function.call(left, two.build(b));
          }

          @Override
          public long run(State s) {
            long left = one.run(s);
            return call(left, two.run(s));
          }
        });
  }

  private Number binary(RandomKind kind, int depth) {
    Number left = number(kind, depth - 1);
    RandomKind other = kind();
    Number right = number(kind.takes(other) ? other : kind, depth - 1);
    int operation = random.nextInt(10);
    boolean isConstant = random.nextInt(3) == 0;
    boolean isDivision = operation == 3 || operation == 4;
    long fitting = kind.fit(number());
    // Of a constant, a division by zero is an author's mistake.
    long constant = isDivision && fitting == 0 ? 1 : fitting;
    return new Number() {
      @Override
      public Int build(Built b) {
        Int one = left.build(b);
        if (isConstant) {
          return byConstant(one, operation, constant);
        }
        return byNumber(one, operation, right.build(b));
      }

      @Override
      public long run(State s) {
        long one = left.run(s);
        return inJava(kind, operation, one, isConstant ? constant : right.run(s));
      }
    };
  }

  private static Int byNumber(Int one, int operation, Int two) {
    return switch (operation) {
      case 0 -> one.add(two);
      case 1 -> one.subtract(two);
      case 2 -> one.multiply(two);
      case 3 -> one.divide(two);
      case 4 -> one.remainder(two);
      case 5 -> one.and(two);
      case 6 -> one.or(two);
      case 7 -> one.xor(two);
      case 8 -> one.min(two);
      default -> one.max(two);
    };
  }

  private static Int byConstant(Int one, int operation, long two) {
    return switch (operation) {
      case 0 -> one.add(two);
      case 1 -> one.subtract(two);
      case 2 -> one.multiply(two);
      case 3 -> one.divide(two);
      case 4 -> one.remainder(two);
      case 5 -> one.and(two);
      case 6 -> one.or(two);
      case 7 -> one.xor(two);
      case 8 -> one.min(two);
      default -> one.max(two);
    };
  }

  private static long inJava(RandomKind kind, int operation, long one, long two) {
    return switch (operation) {
      case 0 -> kind.fit(one + two);
      case 1 -> kind.fit(one - two);
      case 2 -> kind.fit(one * two);
      case 3 -> kind.divide(one, two);
      case 4 -> kind.remainder(one, two);
      case 5 -> one & two;
      case 6 -> one | two;
      case 7 -> one ^ two;
      case 8 -> kind.compare(one, two) < 0 ? one : two;
      default -> kind.compare(one, two) > 0 ? one : two;
    };
  }

  private Question question(int depth) {
    int which = random.nextInt(depth > 0 ? 10 : 7);
    if (which >= 7) {
      Question one = question(depth - 1);
      Question two = question(depth - 1);
      return combined(which, one, two);
    }
    RandomKind kind = kind();
    Number left = number(kind, Math.max(depth - 1, 0));
    Number right = number(kind, Math.max(depth - 1, 0));
    long mask = kind.fit(number());
    return new Question() {
      @Override
      public Bool build(Built b) {
        Int one = left.build(b);
        Int two = right.build(b);
        return switch (which) {
          case 0 -> one.eq(two);
          case 1 -> one.ne(two);
          case 2 -> one.lt(two);
          case 3 -> one.le(two);
          case 4 -> one.gt(two);
          case 5 -> one.ge(two);
          default -> one.hasAny(mask);
        };
      }

      @Override
      public boolean run(State s) {
        long one = left.run(s);
        int compared = kind.compare(one, right.run(s));
        return switch (which) {
          case 0 -> compared == 0;
          case 1 -> compared != 0;
          case 2 -> compared < 0;
          case 3 -> compared <= 0;
          case 4 -> compared > 0;
          case 5 -> compared >= 0;
          default -> (one & mask) != 0;
        };
      }
    };
  }

  private static Question combined(int which, Question one, Question two) {
    return new Question() {
      @Override
      public Bool build(Built b) {
        Bool left = one.build(b);
        return switch (which) {
          case 7 -> left.and(two.build(b));
          case 8 -> left.or(two.build(b));
          default -> left.not();
        };
      }

      @Override
      public boolean run(State s) {
        return switch (which) {
          case 7 -> one.run(s) & two.run(s);
          case 8 -> one.run(s) | two.run(s);
          default -> !one.run(s);
        };
      }
    };
  }

  Statement block(int depth, boolean isInLoop) {
    List<Statement> all = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      all.add(statement(depth, isInLoop));
    }
    return new Statement() {
      @Override
      public void build(Built b) {
        all.forEach(statement -> statement.build(b));
      }

      @Override
      public boolean run(State s) {
        return all.stream().allMatch(statement -> statement.run(s));
      }
    };
  }

  private Statement statement(int depth, boolean isInLoop) {
    if (outside.isPresent() && random.nextInt(3) == 0) {
      return outside.get().statement();
    }
    int most = depth == 0 ? 6 : isInLoop ? 10 : 9;
    return switch (random.nextInt(most)) {
      case 0, 1, 2 -> assignment(depth);
      case 3, 4, 5 -> store();
      case 6 -> branch(depth, isInLoop);
      case 7 -> loop(depth);
      case 8 -> match(depth, isInLoop);
      default -> next(depth);
    };
  }

  private Statement assignment(int depth) {
    int which = random.nextInt(VARIABLES);
    Number value = number(kinds[which], depth + 2);
    return new Statement() {
      @Override
      public void build(Built b) {
        b.variables.get(which).set(value.build(b));
      }

      @Override
      public boolean run(State s) {
        s.variables[which] = value.run(s);
        return true;
      }
    };
  }

  private Statement store() {
    int which = random.nextInt(4);
    int index = random.nextInt(LENGTH);
    Number small = number(RandomKind.S_32, 2);
    Number large = number(RandomKind.S_64, 2);
    Number cell = number(RandomKind.U_64, 2);
    Number place = number(RandomKind.U_32, 1);
    return new Statement() {
      @Override
      public void build(Built b) {
        switch (which) {
          case 0 -> b.pair.set(Pair::small, small.build(b));
          case 1 -> b.pair.set(Pair::large, large.build(b));
          case 2 -> b.array.set(index, (U64) cell.build(b));
          default -> {
            Int value = cell.build(b);
            b.array.at(place.build(b)).ifPresent(found -> found.set(value));
          }
        }
      }

      @Override
      public boolean run(State s) {
        switch (which) {
          case 0 -> s.small = (int) small.run(s);
          case 1 -> s.large = large.run(s);
          case 2 -> s.array[index] = cell.run(s);
          default -> {
            long at = place.run(s);
            if (at < LENGTH) {
              s.array[(int) at] = cell.run(s);
            }
          }
        }
        return true;
      }
    };
  }

  private Statement branch(int depth, boolean isInLoop) {
    Question question = question(2);
    Statement then = block(depth - 1, isInLoop);
    Statement otherwise = block(depth - 1, isInLoop);
    boolean hasOther = random.nextBoolean();
    return new Statement() {
      @Override
      public void build(Built b) {
        var when = b.p.when(question.build(b), () -> then.build(b));
        if (hasOther) {
          when.otherwise(() -> otherwise.build(b));
        }
      }

      @Override
      public boolean run(State s) {
        if (question.run(s)) {
          return then.run(s);
        }
        return !hasOther || otherwise.run(s);
      }
    };
  }

  private Statement loop(int depth) {
    int rounds = random.nextInt(6);
    int counted = random.nextInt(VARIABLES);
    Question leave = question(1);
    boolean isLeft = random.nextBoolean();
    Statement body = block(depth - 1, true);
    return new Statement() {
      @Override
      public void build(Built b) {
        Loop outer = b.loop;
        b.p.times(
            rounds,
            (number, loop) -> {
              b.loop = loop;
              b.variables.get(counted).set(number.cast(kinds[counted].raw()));
              if (isLeft) {
                loop.leaveIf(leave.build(b));
              }
              body.build(b);
            });
        b.loop = outer;
      }

      @Override
      public boolean run(State s) {
        for (int i = 0; i < rounds; i++) {
          s.variables[counted] = kinds[counted].fit(i);
          if (isLeft && leave.run(s)) {
            break;
          }
          body.run(s);
        }
        return true;
      }
    };
  }

  private Statement match(int depth, boolean isInLoop) {
    Number value = number(RandomKind.U_8, 1);
    Statement one = block(depth - 1, isInLoop);
    Statement two = block(depth - 1, isInLoop);
    Statement other = block(depth - 1, isInLoop);
    return new Statement() {
      @Override
      public void build(Built b) {
        b.p.match(
            value.build(b),
            cases ->
                cases
                    .on(0, () -> one.build(b))
                    .on(3, () -> two.build(b))
                    .otherwise(() -> other.build(b)));
      }

      @Override
      public boolean run(State s) {
        long number = value.run(s);
        return number == 0 ? one.run(s) : number == 3 ? two.run(s) : other.run(s);
      }
    };
  }

  private Statement next(int depth) {
    Question question = question(1);
    return new Statement() {
      @Override
      public void build(Built b) {
        b.loop.nextIf(question.build(b));
      }

      @Override
      public boolean run(State s) {
        return !question.run(s);
      }
    };
  }
}
