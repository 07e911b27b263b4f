größe: r0 = 0
  goto grösse /* é */ extra
  exit
