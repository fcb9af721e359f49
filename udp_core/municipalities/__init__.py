"""Need beside spending, Comune by Comune."""
