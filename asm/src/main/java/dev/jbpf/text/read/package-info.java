/** Reading of a source, statement by statement. */
@NullMarked
package dev.jbpf.text.read;

import org.jspecify.annotations.NullMarked;
