/**
 * What a translation is in the middle of: the unit, the function, the calls that led there, and
 * where ways meet.
 */
@NullMarked
package dev.jbpf.methods.translate.scope;

import org.jspecify.annotations.NullMarked;
