"""The rules of a region as rows: thresholds of the lights, admitted sources, constraints."""
