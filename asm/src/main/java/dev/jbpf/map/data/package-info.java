/** What programs keep beside tables: variables, networks, histograms. */
@NullMarked
package dev.jbpf.map.data;

import org.jspecify.annotations.NullMarked;
