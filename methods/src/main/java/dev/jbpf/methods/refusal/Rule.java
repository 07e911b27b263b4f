package dev.jbpf.methods.refusal;

import java.util.Locale;

/** What methods cannot do in a program: why, and what is written instead. */
public enum Rule {
  EXCEPTION_HANDLED("a program cannot catch exceptions", "ask before: if (…) return …"),
  FLOATING_POINT("the machine has no floating point", "compute with scaled long numbers"),
  MONITOR("there are no monitors", "addAtomic(…) of a cell, or a map with a value for each CPU"),
  RECURSION("a method that calls itself has no bound", "write a loop"),
  NO_CODE("the method has no instructions to translate", "call a method of a class"),
  FOREIGN_METHOD(
      "methods of this class have no meaning in a program", "write it as a static method"),
  ESCAPES("the object would be needed where it cannot be followed", "keep it in local variables"),
  LOOP_ALLOCATION(
      "the object of the round before is still in use", "make it before the loop, and change it"),
  ARRAY_LENGTH("the length of an array must be a constant", "new long[16]"),
  ARRAY_OF_OBJECTS("arrays hold numbers only", "one array for each component"),
  MERGED("it is one thing on one way, and another on the other", "decide on one before, or branch"),
  MAY_BE_NULL("may be null here", "if (… == null) return …"),
  IS_NULL("always throws", "test it before"),
  IDENTITY("objects without identity cannot be compared by it", "compare their components"),
  CLASS_CAST("it is of another class", "test with instanceof before"),
  FIELD("the field cannot be read when the program is made", "a static final field, or a number"),
  TEXT("texts are constants in programs", "a String that is known when the program is made"),
  DYNAMIC_CALL("this use of invokedynamic has no meaning in a program", "call a method"),
  FUNCTION_SIGNATURE(
      "a function of the program takes at most five numbers, and returns one or nothing",
      "leave @BpfFunction out"),
  FAILS_IN_FUNCTION(
      "what may fail here would have to end the program, and a function cannot",
      "leave @BpfFunction out"),
  PROGRAM_SIGNATURE(
      "a program is a static method with its context as only parameter, or with the arguments of the"
          + " kernel's function",
      "static int …"),
  UNSIGNED(
      "the number is said to have no sign, and this takes it for one with a sign",
      "Integer.compareUnsigned, divideUnsigned, remainderUnsigned, toUnsignedLong, >>>"),
  NUMBER_SIZE(
      "what is counted in memory is a number that such an instruction takes",
      "a long or an int component; for exchange and compareAndExchange a long one"),
  SECTION("it says no section or kernel that there is", "@BpfProgram(\"xdp\")"),
  NAME_TAKEN("the object of the class has something else of that name", "@BpfProgram(name = …)"),
  CONTEXT_TYPE("the context is not that of the section's type", "the class that the page names"),
  OPERATION(
      "it is no member of the table of functions that the class is called",
      "a program for each function, a static final number or text with @KernelName(\"name\")"
          + " @Size(16) for another member"),
  HELPER_VERSION("the kernels that the program is for lack a helper", "say since of @BpfProgram"),
  TOO_LARGE("the method becomes too large", "split it, or mark parts with @BpfFunction"),
  STACK_SIZE(
      "a program has 512 bytes of stack", "fewer values at a time; large arrays as values of maps"),
  VERIFIER("kernels are sure to refuse it", "what the notes say"),
  UNSUPPORTED("the instruction has no meaning in a program", "write it otherwise");

  private final String reason;
  private final String instead;

  Rule(String reason, String instead) {
    this.reason = reason;
    this.instead = instead;
  }

  /** {@return why not} */
  public String reason() {
    return reason;
  }

  /** {@return what to write instead} */
  public String instead() {
    return instead;
  }

  /** {@return its code in messages: {@code may-be-null}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
