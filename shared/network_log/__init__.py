"""The network log of the entrance: minute and address, sealed, opened for a recorded reason alone.

Kept for six months: 网络安全法 art 21(3), by the numbers of the text of 2016.
"""
