package dev.jbpf.vm.coverage;

/**
 * How often a function was entered.
 *
 * @param name its label, or the method of Java that wrote it
 * @param line where it starts, counted from 1
 * @param hits how often
 */
public record FunctionCoverage(String name, int line, long hits) {
  FunctionCoverage plus(FunctionCoverage other) {
    return new FunctionCoverage(name, Math.min(line, other.line), hits + other.hits);
  }
}
