package dev.jbpf.testkit.world;

import java.time.Duration;

/**
 * Programs on one engine, loaded beside their maps, for any number of runs: what one leaves in maps
 * and variables, the next one finds.
 */
public interface World extends AutoCloseable {
  /** Closes, when the test is over, what its assertions may still look at. */
  interface Keeper {
    /** {@return {@code resource}, which is kept until then} */
    <T extends AutoCloseable> T closeLater(T resource);
  }

  /** {@return what came of a run of the program of that name} */
  Outcome run(String program, RunInput input);

  /** {@return its maps and variables, at present} */
  RunState state();

  /** Puts a program into an array of programs. */
  void putProgram(String array, int index, String program);

  /** Moves the clock on; where it is the machine's, waits. */
  void advance(Duration time);

  /** Gives the programs back; maps and variables can be asked until the test is over. */
  @Override
  void close();
}
