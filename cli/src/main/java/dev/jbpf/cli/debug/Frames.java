package dev.jbpf.cli.debug;

import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import java.util.List;

/** The functions that wait for one another, the present one first, and which is looked at. */
final class Frames {
  private final Debugger debugger;
  private final Listing listing;
  private int selected;

  Frames(Debugger debugger, Listing listing) {
    this.debugger = debugger;
    this.listing = listing;
  }

  /** The run goes on: the present function is looked at again. */
  void forget() {
    selected = 0;
  }

  /** {@return how many calls away the one that is looked at is} */
  int selected() {
    return selected;
  }

  /** {@return a line for each} */
  String all() {
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < frames().size(); number++) {
      text.append(line(number)).append('\n');
    }
    return text.toString().stripTrailing();
  }

  /** Looks at the one of that number, or at the same again. */
  String select(String number) {
    return number.isEmpty() ? line(selected) : to((int) NamedValue.number(number));
  }

  /** Looks at the one that called, or back. */
  String move(int outwards) {
    return to(selected + outwards);
  }

  private String to(int number) {
    if (number < 0 || number >= frames().size()) {
      throw new IllegalArgumentException(
          "there is no frame " + number + ": the last is " + (frames().size() - 1));
    }
    selected = number;
    return line(number);
  }

  private List<Stepper.Frame> frames() {
    if (debugger.isOver()) {
      throw new IllegalArgumentException("the program is at its end");
    }
    return debugger.run().frames();
  }

  private String line(int number) {
    return listing.frame(number, frames().get(number).slot().number());
  }
}
