.if later == 1
exit
.endif
.set later, 1
exit
