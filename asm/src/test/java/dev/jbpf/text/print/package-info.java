@NullMarked
package dev.jbpf.text.print;

import org.jspecify.annotations.NullMarked;
