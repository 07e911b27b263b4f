@NullMarked
package dev.jbpf.text;

import org.jspecify.annotations.NullMarked;
