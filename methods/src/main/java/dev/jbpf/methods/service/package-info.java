/** What other modules find as services, and what builds ask: which classes have programs. */
@NullMarked
package dev.jbpf.methods.service;

import org.jspecify.annotations.NullMarked;
