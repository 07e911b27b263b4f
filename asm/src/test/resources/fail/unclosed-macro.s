exit
.macro twice r
\r += \r
