Counts with three decimal digits from 000 to 999 over and over; each step carries; 250 times
>>>>>>>>>> ------ [
  > ++++++++++ [ > ++++++++++ [ > ++++++++++ [ > + > + < < - ] > > [-] < < < - ] < - ] < -
]
> > > > .
