"""What flows: frozen, typed values, one module for each noun of the design. No I/O, no clock."""
