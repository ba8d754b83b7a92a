"""A small OpenID provider for a local run: demo people without passwords, systems with secrets.

Never for production: whoever reaches the address may choose whom to be.
"""
