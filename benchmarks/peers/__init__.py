"""The benchmark's terms of pay as others would write them: by hand in a loop, and in OpenFisca."""
