"""Speech: chunks into clips, through engines that only know the protocol."""
