"""Departments, who handles a case, and whose identity is kept secret."""
