.section
.section x,"aq"
.text
exit
