"""Script: written Urdu into what an announcer says. Knows no network, no audio, no feed."""
