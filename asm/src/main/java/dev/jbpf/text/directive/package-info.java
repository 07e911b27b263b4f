/** Directives: data, symbols, sections, maps, relocations. */
@NullMarked
package dev.jbpf.text.directive;

import org.jspecify.annotations.NullMarked;
