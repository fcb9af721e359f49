"""What if.

Levers and the terms that say what they cost, evaluated exactly, judged, differentiated, solved.
"""
