"""Cases under random but lawful people: any course of any track."""
