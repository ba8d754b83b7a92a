"""The officers' pages: worklist, case, each action, identity, trail."""
