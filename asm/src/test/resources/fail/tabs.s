	r0 =	5
	r1	=	r99
	exit
