.include "none.s"
exit
