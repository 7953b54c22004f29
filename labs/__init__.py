"""Labs: experiments that a student runs and looks at. Each module is one lab; `rectify lab NAME` runs it."""
