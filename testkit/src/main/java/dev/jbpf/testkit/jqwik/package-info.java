/** Values for jqwik's properties: packets, records, contents of maps. It needs jqwik. */
@NullMarked
package dev.jbpf.testkit.jqwik;

import org.jspecify.annotations.NullMarked;
