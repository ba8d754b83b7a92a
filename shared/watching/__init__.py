"""How a process is watched from outside: figures, signs of life, traces."""
