/** Maps as programs use them: lookups that may fail, records that go to Java, locks. */
@NullMarked
package dev.jbpf.dsl.value.map;

import org.jspecify.annotations.NullMarked;
