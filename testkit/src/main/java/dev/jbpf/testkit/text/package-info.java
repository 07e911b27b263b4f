/** What failures say: names, lines, ways of runs, entries of maps. */
@NullMarked
package dev.jbpf.testkit.text;

import org.jspecify.annotations.NullMarked;
