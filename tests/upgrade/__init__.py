"""An earlier release and this one side by side, as during a roll-out: `make test-upgrade`."""
