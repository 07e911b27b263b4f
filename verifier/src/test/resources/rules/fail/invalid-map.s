.section socket
  .raw 0x000003e700001118
  .raw 0
  r0 = 0
  exit
