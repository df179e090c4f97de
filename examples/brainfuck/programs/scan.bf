A row of 200 ones is walked to its end and back; 250 times 250 times; then a star is printed
++++++++++[>++++++++++++++++++++<-]>          200 in cell 1
[[>+<-]+>-]                                   the row of ones: carries the counter along
<[<]>                                         back to the first one
<<                                            two cells left of the row
-----[ <-----[ >> > [>] < [<] < < - ] > - ]
++++++[>++++++<-]>++++++.
