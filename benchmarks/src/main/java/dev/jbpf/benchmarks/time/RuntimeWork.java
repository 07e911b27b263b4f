package dev.jbpf.benchmarks.time;

import java.util.function.LongUnaryOperator;

/** The work of one row of {@link RuntimeTime}. */
interface RuntimeWork extends AutoCloseable {
  /** Makes ready what {@link #run} uses up; not measured. */
  default void prepare() {}

  /** {@return a number that depends on the work done} */
  long run();

  /** {@return how much of a row's count one {@link #run} does} */
  int share();

  /** {@return the number of elements in each of the row's count} */
  default int elements() {
    return 1;
  }

  @Override
  default void close() {}

  static RuntimeWork of(String operation, String shape) {
    return switch (operation) {
      case "lookup-batch", "update-batch" -> new BatchWork(operation, shape);
      case "load" -> LoadWork.program(Integer.parseInt(shape));
      case "drain" -> new DrainWork();
      case "object" -> LoadWork.object(shape);
      default -> elements(operation, MapTables.of(shape));
    };
  }

  private static RuntimeWork elements(String operation, MapTables.Table table) {
    LongUnaryOperator work = table.operation(operation);
    return new RuntimeWork() {
      @Override
      public void prepare() {
        if (operation.equals("delete")) {
          table.fill();
        }
      }

      @Override
      public long run() {
        long sum = 0;
        for (int i = 0; i < MapTables.ENTRIES; i++) {
          sum += work.applyAsLong(i);
        }
        return sum;
      }

      @Override
      public int share() {
        return MapTables.ENTRIES;
      }
    };
  }
}
