"""The officers' pages over HTTP."""
