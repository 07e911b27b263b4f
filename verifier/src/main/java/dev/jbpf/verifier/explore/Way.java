package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.State;
import org.jspecify.annotations.Nullable;

/** Where a path goes on, and how it came there. */
record Way(State state, int slot, @Nullable Checkpoint last, @Nullable PathJumps trail) {}
