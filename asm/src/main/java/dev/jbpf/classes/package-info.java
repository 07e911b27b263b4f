/** Classes whose methods are programs: who makes objects of them, and where those are kept. */
@NullMarked
package dev.jbpf.classes;

import org.jspecify.annotations.NullMarked;
