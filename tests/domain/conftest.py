"""Property tests here try many examples and time none of them: a busy machine is no failure."""

from hypothesis import HealthCheck, settings

settings.register_profile("domain", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("domain")
