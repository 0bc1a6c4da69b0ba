"""The judge: deterministic checks of duty timelines against a Rulebook, with findings. Independent of the solver."""
