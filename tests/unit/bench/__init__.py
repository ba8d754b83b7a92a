"""Does the bench harness measure and report rightly?"""
