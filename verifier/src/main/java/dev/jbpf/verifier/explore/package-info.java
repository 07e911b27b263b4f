/** Which paths are followed, in which order, and when one is known to be covered by another. */
@NullMarked
package dev.jbpf.verifier.explore;

import org.jspecify.annotations.NullMarked;
