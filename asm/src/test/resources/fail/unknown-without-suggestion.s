frobnicate r1
