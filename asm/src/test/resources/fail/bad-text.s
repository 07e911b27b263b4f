.section s,"a"
.ascii "abc
.text
exit
