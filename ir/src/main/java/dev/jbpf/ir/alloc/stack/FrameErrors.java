package dev.jbpf.ir.alloc.stack;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.StackObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What there is to say where the stack does not suffice. */
final class FrameErrors {
  private FrameErrors() {}

  static IrException tooLarge(Function function, List<StackObject> objects, int slots) {
    int rounds = objects.stream().filter(StackObject::isOfRounds).mapToInt(StackObject::size).sum();
    String values =
        (slots == 0 ? "" : ", beside values that registers do not hold")
            + (rounds == 0 ? "" : ", and " + rounds + " bytes that rounds of loops share");
    return error(
        largest(objects),
        function.origin(),
        "the objects of "
            + function.name()
            + values
            + ", need more than the stack's "
            + FrameLayout.LIMIT
            + " bytes");
  }

  static IrException tooDeep(String chain, int size, Function deepest, List<StackObject> objects) {
    return error(
        largest(objects),
        deepest.origin(),
        "the frames of "
            + chain
            + " need "
            + size
            + " bytes of stack, there are "
            + FrameLayout.LIMIT);
  }

  private static Optional<StackObject> largest(List<StackObject> objects) {
    return objects.stream()
        .filter(object -> !object.isOfRounds())
        .max(Comparator.comparingInt(StackObject::size));
  }

  private static IrException error(Optional<StackObject> largest, Origin place, String message) {
    return largest
        .map(
            object ->
                new IrException(
                    "stack-size",
                    object.origin(),
                    message,
                    "the largest is '" + object.name() + "' of " + object.size() + " bytes",
                    "put it into the value of an array with one entry for each processor"))
        .orElseGet(
            () ->
                new IrException(
                    "stack-size", place, message, "keep fewer values at the same time"));
  }
}
