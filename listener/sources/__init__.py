"""Sources: where posts come from. Owns what every source must do; one folder a source, its converter pure."""
