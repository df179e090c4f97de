250 times 250 times 200 times: move a byte right by one and back again; then prints the last byte
-----[ counts 251 down: it stands in cell 0
  > -----[ cell 1
    > --------------------------------------------------------[ cell 2
      > + > ++ < < -
    ] < -
  ] < -
]
> > > .
> .
