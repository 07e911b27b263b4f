mov %q1, 5
