package dev.jbpf.text.grammar;

/**
 * A {@link FormTree} and its {@link Tokens} as texts, whose characters are numbers: a class file
 * holds them so, and they become arrays without a loop.
 *
 * @param nodes the first edge of each node, and behind the last how many edges there are
 * @param edges what each edge is followed for
 * @param ends where among {@code shapes} those of each node start, 0 where no statement ends
 * @param shapes as {@link Form#read} has it; what is at 0 is not used
 * @param letters the words, one behind the other
 * @param wordEnds where each of them ends
 * @param slots a hash table: the number of a word, plus one, 0 where there is none
 */
public record FormTreeTable(
    String nodes,
    String edges,
    String ends,
    String shapes,
    String letters,
    String wordEnds,
    String slots) {

  /** {@return that of the statements in words and signs, made anew} For src-gen. */
  public static FormTreeTable ofStatements() {
    return FormTreeBuilder.ofStatements();
  }

  /** {@return that of the kernel's macros, made anew} For src-gen. */
  public static FormTreeTable ofMacros() {
    return FormTreeBuilder.ofMacros();
  }
}
