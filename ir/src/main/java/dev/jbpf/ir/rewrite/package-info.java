/**
 * What passes work with: making and copying values, one rule at a time, known bits, and variables
 * that become values.
 */
@NullMarked
package dev.jbpf.ir.rewrite;

import org.jspecify.annotations.NullMarked;
