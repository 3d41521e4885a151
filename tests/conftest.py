"""What every test shares: property tests that neither depend on the machine's speed nor differ from run to run."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
