Upper case for what is read as long as it is lower case
,[>++++[<-------->-]<.,]
