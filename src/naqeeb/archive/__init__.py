"""Archive: the output folder, where an episode is committed whole or not at all."""
